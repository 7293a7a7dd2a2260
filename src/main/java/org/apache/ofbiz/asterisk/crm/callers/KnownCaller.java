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
package org.apache.ofbiz.asterisk.crm.callers;

import java.util.List;
import org.apache.ofbiz.asterisk.acd.CallerDirectory.MatchedOn;

/**
 * Who has a number, whatever page of them is shown.
 *
 * @param number  as the PBX gave it
 * @param e164    E.164 form, or empty where it is none
 * @param display for people to read
 * @param owners  each party once
 */
record KnownCaller(String number, String e164, String display, List<Owner> owners, MatchedOn matchedOn) {

    KnownCaller {
        owners = List.copyOf(owners);
    }

    /** @param name what is shown @param contactMechId empty where the match is not by number */
    record Owner(String partyId, String name, String contactMechId) {
    }
}
