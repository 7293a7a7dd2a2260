/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk;

import java.io.IOException;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The requests of the dial field (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class DialRequests {

    private DialRequests() {
    }

    /** GET findNumbers: what findNumbersToCall answers to {@code text}; {@code refusal} is why the number may not be called. */
    public static String findNumbers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        if (!page.may("_CREATE") && !page.may("_AGENT")) {
            return page.answerNotPermitted();
        }
        Map<String, Object> result = page.run("findNumbersToCall", "text");
        return page.answer(result, "entries", "refusal");
    }
}
