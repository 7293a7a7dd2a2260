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
        return page.answer(result, "entries", "refusal", "hasDirectory", "accounts", "services");
    }

    /** GET findDirectoryNumbers: what the service of that name answers to {@code text}. */
    public static String findDirectoryNumbers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        if (!page.may("_CREATE") && !page.may("_AGENT")) {
            return page.answerNotPermitted();
        }
        return page.answer(page.run("findDirectoryNumbers", "text"), "entries");
    }
}
