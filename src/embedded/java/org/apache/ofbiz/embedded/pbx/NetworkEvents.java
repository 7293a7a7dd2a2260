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
package org.apache.ofbiz.embedded.pbx;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;

/**
 * Behind the page "Telephone network": lets customers call and hang up at the {@link SimulatedPbx} that the servlet context holds under its
 * class name. Thread-safe.
 */
public final class NetworkEvents {

    private static final String LABELS = "TelephoneUiLabels";
    private static final String SERVICE_NUMBER = "5000";
    private static final String NUMBER = "[+]?[0-9]{0,20}";
    private static final int LONGEST_NAME = 60;

    private NetworkEvents() { }

    /** Shows the phone of a customer, where the PBX is the lab and has one. @return none without it */
    public static String show(HttpServletRequest request, HttpServletResponse response) {
        if (request.getServletContext().getAttribute(CustomerPhone.class.getName()) instanceof CustomerPhone phone) {
            request.setAttribute("customerPhone", phone.fields());
            response.setHeader("Content-Security-Policy", "default-src 'self'; style-src 'self'; media-src 'self' blob:; object-src 'none';"
                    + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'; connect-src 'self' " + phone.origin());
            response.setHeader("Cache-Control", "no-store");
            return "success";
        }
        return "none";
    }

    /** A customer calls the service number; his own may be withheld. */
    public static String placeCall(HttpServletRequest request, HttpServletResponse response) {
        String number = parameter(request, "number");
        String name = parameter(request, "name");
        return atThePbx(request, number, pbx -> pbx.placeIncomingCall(number, name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                SERVICE_NUMBER), "TelephoneIsCalling");
    }

    /** The customer of that number hangs up, if he is on the line. */
    public static String hangUp(HttpServletRequest request, HttpServletResponse response) {
        String number = parameter(request, "number");
        return atThePbx(request, number, pbx -> pbx.customerHangsUp(number), "TelephoneHangUp");
    }

    private static String atThePbx(HttpServletRequest request, String number, Consumer<SimulatedPbx> deed, String done) {
        Object pbx = request.getServletContext().getAttribute(SimulatedPbx.class.getName());
        if (!(pbx instanceof SimulatedPbx simulated)) {
            request.setAttribute("_ERROR_MESSAGE_", label(request, "TelephoneNoNetwork", number));
            return "error";
        }
        if (!number.matches(NUMBER)) {
            request.setAttribute("_ERROR_MESSAGE_", label(request, "TelephoneNumberInvalid", number));
            return "error";
        }
        deed.accept(simulated);
        request.setAttribute("_EVENT_MESSAGE_", label(request, done, number));
        return "success";
    }

    private static String parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("").trim();
    }

    private static String label(HttpServletRequest request, String name, String number) {
        return UtilProperties.getMessage(LABELS, name, Map.of("number", number), UtilHttp.getLocale(request));
    }
}
