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
package org.apache.ofbiz.asterisk.web;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.UtilProperties;

/** The labels of the browser's modules (webapp/asterisk/js): all whose names begin with {@link #PREFIX}. */
public final class LabelRequests {

    /** What the names of labels begin with that the browser gets. */
    public static final String PREFIX = "AsteriskConsole";

    private static final String RESOURCE = "AsteriskUiLabels";
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN);
    private static final Duration FRESH = Duration.ofMinutes(30);

    private LabelRequests() {
    }

    /**
     * GET uiLabels: the labels by name, without the prefix, in {@code language} or else in that of the user. Labels are no secret, so this
     * is answered anyone who asks: a page of another webapp asks before there is a session here.
     */
    public static String uiLabels(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.writeCacheable(labels(language(page)), FRESH);
    }

    private static Map<String, String> labels(Locale locale) {
        Map<String, String> labels = new TreeMap<>();
        for (String name : UtilProperties.getResourceBundle(RESOURCE, locale).keySet()) {
            if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
                labels.put(key(name.substring(PREFIX.length())), UtilProperties.getMessage(RESOURCE, name, locale));
            }
        }
        return labels;
    }

    private static String key(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** That of the page, which may be another than the session's. One of ours only, since OFBiz keeps the labels of each that was asked for. */
    private static Locale language(PageRequest page) {
        return page.parameter("language").map(Locale::forLanguageTag)
                .flatMap(asked -> LANGUAGES.stream().filter(known -> known.getLanguage().equals(asked.getLanguage())).findFirst())
                .orElseGet(page::locale);
    }
}
