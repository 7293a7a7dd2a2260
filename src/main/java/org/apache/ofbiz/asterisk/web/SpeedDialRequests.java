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

/** The requests of speed dials (webapp/asterisk/WEB-INF/controller.xml). Stateless. */
public final class SpeedDialRequests {

    private SpeedDialRequests() {
    }

    /** GET speedDials: the user's own and those of their groups. */
    public static String speedDials(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.may("_VIEW") ? page.answer(page.run("findAsteriskSpeedDials"), "speedDials", "editableGroups") : page.answerNotPermitted();
    }

    /** POST createSpeedDial: {@code label} and {@code number}, shared with the members of {@code callCenterGroupId}, if given. */
    public static String create(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("createAsteriskSpeedDial", "label", "number", "callCenterGroupId"), "speedDialId");
    }

    /** POST deleteSpeedDial. */
    public static String delete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("deleteAsteriskSpeedDial", "speedDialId"));
    }

    /** POST orderSpeedDials: {@code speedDialIds}, with commas between, as they are to follow each other. */
    public static String order(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageRequest page = new PageRequest(request, response);
        return page.answer(page.run("orderAsteriskSpeedDials", "speedDialIds"));
    }
}
