/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
package org.apache.ofbiz.asterisk.center.actions;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.call.text.VariableText;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;

/** Puts the values of a call into the texts of an action, escaped for where they go. Pure. */
final class ActionText {

    private static final Pattern HOST_PORT = Pattern.compile("\\A([A-Za-z0-9._-]{1,253}+|\\[[0-9A-Fa-f:.]{2,45}+\\]):([0-9]{1,5})\\z");
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,99}+");
    private static final int HIGHEST_PORT = 65_535;

    private ActionText() {
    }

    /** Where a message goes. */
    record HostPort(String host, int port) {
    }

    /** Empty for what is no http(s) address, or has a place for values before its path. */
    static Optional<URI> url(String template, Map<String, String> values) {
        String filled = VariableText.inUrl(template.strip(), values);
        try {
            URI url = new URI(filled);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean plain = url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null && url.getPort() <= HIGHEST_PORT
                    && filled.chars().allMatch(c -> c > ' ' && c < 127);
            String authority = template.strip().replaceFirst("^https?://", "").split("[/?]", 2)[0];
            return web && plain && authority.indexOf('{') < 0 ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Empty for what is none. */
    static Optional<HostPort> hostPort(String target) {
        Matcher matcher = HOST_PORT.matcher(target.strip());
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > HIGHEST_PORT) {
            return Optional.empty();
        }
        return Optional.of(new HostPort(matcher.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(matcher.group(2))));
    }

    static boolean isService(String target) {
        return SERVICE.matcher(target.strip()).matches();
    }

    /** A message of one line or more: values bring no line of their own into it. */
    static String message(String template, Map<String, String> values) {
        return VariableText.filled(template, values, value -> value.replaceAll("\\p{Cntrl}", " "));
    }

    /** Texts in which OFBiz finds nothing to evaluate: neither the name that a caller shows, nor what an admin of the call center writes, is run. */
    static Map<String, String> inert(Map<String, String> texts) {
        Map<String, String> inert = new LinkedHashMap<>();
        texts.forEach((name, text) -> inert.put(name, PlainText.inert(text)));
        return inert;
    }

    /** The lines {@code name=text}, by name. What has no name is left out. */
    static Map<String, String> parameters(String template, Map<String, String> values) {
        Map<String, String> parameters = new LinkedHashMap<>();
        template.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                parameters.put(line.substring(0, equals).strip(), VariableText.filled(line.substring(equals + 1), values, value -> value));
            }
        });
        return parameters;
    }
}
