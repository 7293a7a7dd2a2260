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
package org.apache.ofbiz.asterisk.crm.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pages that open for a caller: templates with {@code ${partyId}} or {@code ${number}} in them. Stateless. */
public final class PageUrls {

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w{1,40}+)}");
    private static final List<String> SCHEMES = List.of("http://", "https://");

    private PageUrls() {
    }

    /**
     * True for a path of this host or an http(s) address, whatever its places become: nothing that a browser would run as a script, and no path that
     * leads to another host.
     */
    public static boolean isSafe(String template) {
        String emptied = PLACE.matcher(template).replaceAll("");
        return isWeb(template) && isPlain(template) || isPath(template) && isPath(emptied);
    }

    /** True for a path of this host. Browsers leave blanks and control characters out: two slashes with one of them between are two slashes. */
    public static boolean isPath(String url) {
        return url.startsWith("/") && !url.startsWith("//") && isPlain(url);
    }

    private static boolean isWeb(String template) {
        return SCHEMES.stream().anyMatch(scheme -> template.regionMatches(true, 0, scheme, 0, scheme.length()));
    }

    private static boolean isPlain(String url) {
        return url.chars().noneMatch(c -> c <= ' ' || c == '\\' || Character.isISOControl(c));
    }

    /** The template with each place filled in, encoded for a query; a place without value becomes empty. */
    public static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place ->
                Matcher.quoteReplacement(URLEncoder.encode(values.getOrDefault(place.group(1), ""), StandardCharsets.UTF_8)));
    }
}
