/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of pages that open for a caller: templates with {@code ${partyId}} or {@code ${number}} in them. Stateless. */
final class PageUrls {

    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");

    private PageUrls() {
    }

    /** True for a path of this host or an http(s) address: nothing that a browser would run as a script. */
    static boolean isSafe(String template) {
        return PlainText.isPlain(template) && template.matches("(?i)(https?://|/(?![/\\\\])).*");
    }

    /** The template with each place filled in, encoded for a query; a place without value becomes empty. */
    static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place ->
                Matcher.quoteReplacement(URLEncoder.encode(values.getOrDefault(place.group(1), ""), StandardCharsets.UTF_8)));
    }
}
