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
package org.apache.ofbiz.embedded.web;

import java.util.List;
import javax.servlet.http.HttpServletRequest;

/** The request attributes by which events speak to the user; they survive one redirect. */
public final class EventMessages {

    public static final List<String> ATTRIBUTES = List.of("_ERROR_MESSAGE_", "_ERROR_MESSAGE_LIST_", "_EVENT_MESSAGE_", "_EVENT_MESSAGE_LIST_");

    private EventMessages() { }

    /** Whether the event of this request has told of an error. */
    public static boolean tellError(HttpServletRequest request) {
        return request.getAttribute("_ERROR_MESSAGE_") != null
                || request.getAttribute("_ERROR_MESSAGE_LIST_") instanceof List<?> messages && !messages.isEmpty();
    }
}
