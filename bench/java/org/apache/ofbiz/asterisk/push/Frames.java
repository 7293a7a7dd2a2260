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

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AcdListener;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** The text of the message that a browser is sent for each change of a call. */
public final class Frames {

    private final MessageWriter messages = new MessageWriter(new Messages() {
        @Override
        public String refusal(String code, String detail, Locale locale) {
            return detail;
        }

        @Override
        public String outcome(Outcome outcome, Locale locale) {
            return outcome.name();
        }

        @Override
        public String pbxLost(Locale locale) {
            return "lost";
        }

        @Override
        public String enumeration(String enumId, String description, Locale locale) {
            return description;
        }
    });

    public String frame(PhoneCall call) {
        String number = call.caller().number();
        CallerDirectory.Caller caller = new CallerDirectory.Caller(number, number, number, List.of(), CallerDirectory.MatchedOn.NOBODY, "");
        return messages.call(new AcdListener.UserCall(call, caller, Optional.empty(), Optional.empty()), Locale.ENGLISH);
    }

    String offer(AcdListener.Offer offer) {
        return messages.offered(offer, Locale.ENGLISH);
    }
}
