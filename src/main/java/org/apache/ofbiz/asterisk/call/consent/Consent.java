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
package org.apache.ofbiz.asterisk.call.consent;

import java.util.Arrays;
import java.util.Optional;

/** What a customer heard or said about being recorded, or why a call isn't recorded. */
public enum Consent {
    /** The announcement was played to the end. */
    ANNOUNCED("announced"),
    /** The customer pressed the key that allows it. */
    AGREED("agreed"),
    /** The customer pressed the key that forbids it. */
    OBJECTED("objected"),
    /** The customer was asked, and pressed no key. */
    NO_KEY("no-key"),
    /** The customer told the agent. */
    OBJECTED_TO_AGENT(""),
    /** The customer has said so for all calls. */
    CONTACT_OBJECTS(""),
    /** The group wants its announcement to be played, and it wasn't. */
    NOT_ANNOUNCED("");

    /** UserEvent by which the dialplan tells it; the header {@code Consent} says what. */
    public static final String USER_EVENT = "OfbizConsent";
    /** Header of the UserEvent, in lower case. */
    public static final String HEADER = "consent";

    private final String word;

    Consent(String word) {
        this.word = word;
    }

    /** What the dialplan says for it; empty for what only OFBiz can tell. */
    public String word() {
        return word;
    }

    /** Whether the call may not be recorded from now on, whatever else is told of it. */
    public boolean refuses() {
        return this != ANNOUNCED && this != AGREED;
    }

    /** What the dialplan means by this word; empty for what it can't tell. */
    public static Optional<Consent> told(String word) {
        return word.isEmpty() ? Optional.empty() : Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** The one with this name; empty for none. */
    public static Optional<Consent> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
