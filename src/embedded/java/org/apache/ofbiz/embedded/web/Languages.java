/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.web;

import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.UtilHttp;

/** The event behind the language buttons of the header. */
public final class Languages {

    private static final Set<String> OFFERED = Set.of("en", "fr", "de");

    private Languages() { }

    /** Speaks the language of the parameter newLocale from the next page on. */
    public static String choose(HttpServletRequest request, HttpServletResponse response) {
        String language = request.getParameter("newLocale");
        if (language == null || !OFFERED.contains(language)) {
            request.setAttribute("_ERROR_MESSAGE_", "Unknown language");
            return "error";
        }
        UtilHttp.setLocale(request.getSession(), Locale.forLanguageTag(language));
        return "success";
    }
}
