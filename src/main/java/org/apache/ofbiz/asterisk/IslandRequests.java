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
package org.apache.ofbiz.asterisk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.crm.Settings;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.webapp.control.LoginWorker;

/** What the island on OFBiz's pages asks (webapp/asterisk/js/island). */
public final class IslandRequests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String PREFIX = "AsteriskConsole";
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH, Locale.GERMAN);
    /** The words that the island's modules use, by their labels. */
    private static final List<String> WORDS = List.of(
            "AsteriskConsoleCall", "AsteriskConsoleCallNumber", "AsteriskConsoleCalling", "AsteriskConsoleIsland",
            "AsteriskConsoleIslandMove", "AsteriskConsoleIslandFold", "AsteriskConsoleIslandUnfold", "AsteriskConsoleIslandWaiting",
            "AsteriskConsoleAnswer", "AsteriskConsoleClaiming", "AsteriskConsoleHangUp", "AsteriskConsoleLookUp",
            "AsteriskConsoleNewContact", "AsteriskConsoleOpenProfile", "AsteriskConsoleChooseParty", "AsteriskConsoleAndMore",
            "AsteriskConsoleWithheld", "AsteriskConsoleWaiting", "AsteriskConsoleAgain", "AsteriskConsoleOverCLAIMED",
            "AsteriskConsoleOverABANDONED", "AsteriskConsoleOverTIMEOUT", "AsteriskConsoleOverWITHDRAWN", "AsteriskConsoleYourPhoneRings",
            "AsteriskConsoleStateDIALING", "AsteriskConsoleStateRINGING", "AsteriskConsoleStateWAITING", "AsteriskConsoleStateTALKING",
            "AsteriskConsoleStateHELD", "AsteriskConsoleEnded", "AsteriskConsoleEndedUnanswered", "AsteriskConsoleAnnounce",
            "AsteriskConsoleErrorOFFLINE", "AsteriskConsoleErrorLOST", "AsteriskConsoleErrorSILENT", "AsteriskConsoleErrorSIGNED_OUT",
            "AsteriskConsoleErrorFAILED");

    private IslandRequests() {
    }

    /**
     * GET islandState: whether the user may see calls, and what the island needs to show them. Nobody signed in is no error, since this
     * is asked on every page; a session whose user has logged out in another webapp is ended here.
     */
    public static String islandState(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<GenericValue> userLogin = Optional.ofNullable(LoginWorker.checkLogout(request, response));
        Security security = (Security) request.getAttribute("security");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("may", userLogin.filter(user -> security.hasEntityPermission("ASTERISK", "_VIEW", user)).isPresent());
        if (Boolean.TRUE.equals(answer.get("may"))) {
            GenericValue user = userLogin.orElseThrow();
            answer.put("user", user.getString("userLoginId"));
            answer.put("mayCall", security.hasEntityPermission("ASTERISK", "_CREATE", user)
                    || security.hasEntityPermission("ASTERISK", "_AGENT", user));
            answer.put("selectors", Settings.of((Delegator) request.getAttribute("delegator")).get(Settings.CALL_BUTTON_SELECTORS));
            answer.put("labels", labels(language(request)));
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        JSON.writeValue(response.getOutputStream(), answer);
        return "success";
    }

    private static Map<String, String> labels(Locale language) {
        return WORDS.stream().collect(Collectors.toMap(IslandRequests::key, word -> UtilProperties.getMessage(LABELS, word, language)));
    }

    /** As the console's page names its words. */
    private static String key(String label) {
        String word = label.substring(PREFIX.length());
        return Character.toLowerCase(word.charAt(0)) + word.substring(1);
    }

    /** That of the page, which may be another than the session's. */
    private static Locale language(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("language")).map(Locale::forLanguageTag)
                .flatMap(asked -> LANGUAGES.stream().filter(known -> known.getLanguage().equals(asked.getLanguage())).findFirst())
                .orElseGet(() -> UtilHttp.getLocale(request));
    }
}
