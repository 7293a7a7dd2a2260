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
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** What supervisors do from the wallboard; each answers as originateCall does. */
public final class SupervisionRequests {

    private SupervisionRequests() {
    }

    /** POST superviseAgent: state of an agent. */
    public static String superviseAgent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("superviseAsteriskAgent", "agentPartyId", "state", "pauseReasonEnumId", "callCenterGroupId", "reason"));
    }

    /** POST superviseCall: listens to a call, sends it elsewhere or ends it. */
    public static String superviseCall(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("superviseAsteriskCall", "callId", "action", "agentPartyId", "target", "reason"));
    }

    /** POST moveAgent: into or out of a group. */
    public static String moveAgent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("moveAsteriskAgent", "agentPartyId", "fromGroupId", "toGroupId", "penalty", "reason"));
    }

    /** POST messageAgent: a text for an agent's console. */
    public static String messageAgent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("messageAsteriskAgent", "agentPartyId", "text"));
    }
}
