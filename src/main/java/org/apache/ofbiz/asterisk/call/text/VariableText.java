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
package org.apache.ofbiz.asterisk.call.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values of a call into texts that name them as {@code {NAME}}. A value is never read as a text with names. Stateless. */
public final class VariableText {

    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_]{1,60}+)\\}");

    private VariableText() {
    }

    /** @param escape for where the text goes; a name without a value becomes nothing */
    public static String filled(String template, Map<String, String> values, UnaryOperator<String> escape) {
        return template.indexOf('{') < 0 ? template
                : PLACE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(escape.apply(values.getOrDefault(found.group(1), ""))));
    }

    /** With values that can't leave the place in the path or query where they are put. */
    public static String inUrl(String template, Map<String, String> values) {
        return filled(template, values, value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
