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
package org.apache.ofbiz.asterisk.push;

import java.util.Locale;
import org.apache.ofbiz.asterisk.call.Outcome;

/** What a user reads. Thread-safe. */
public interface Messages {

    /** @param code a refusal's code, or one of the socket's own; {@code detail} is empty where there is none */
    String refusal(String code, String detail, Locale locale);

    String outcome(Outcome outcome, Locale locale);

    /** That a call was lost with its PBX. */
    String pbxLost(Locale locale);

    /** What an enumeration is called, e.g. a reason for a pause. @param description what its row says, for one that somebody has added */
    String enumeration(String enumId, String description, Locale locale);
}
