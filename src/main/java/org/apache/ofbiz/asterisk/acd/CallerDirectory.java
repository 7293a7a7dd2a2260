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
package org.apache.ofbiz.asterisk.acd;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.text.VariableText;

/**
 * Finds who a phone number belongs to. Implemented by {@code crm}; looks into the database, so it is asked on worker threads.
 * Thread-safe.
 */
public interface CallerDirectory {

    /**
     * What is known of the number. Never fails: without database it answers as if nobody matched.
     *
     * @param partyProfileUrl the group's own page for a party; empty for the one that the settings name
     */
    Caller look(String number, String partyProfileUrl);

    /**
     * As {@link #look}, but the answer may be a few seconds old, and anyone who asks for the same number meanwhile gets the same: for offers, of
     * which many may come at once.
     */
    default Caller recent(String number, String partyProfileUrl) {
        return look(number, partyProfileUrl);
    }

    /** {@link #recent} will be asked for this number: anyone who is looked up before may be looked up together with it. Returns at once. */
    default void expect(String number) {
        // each on its own
    }

    /** The page and name of one party, for GURL with a partyId. */
    Match party(String partyId, String partyProfileUrl);

    /** Calls with this party before this one, however many. Never fails: without database it answers empty. */
    Optional<EarlierCall> earlier(String partyId, String exceptCallId);

    /**
     * @param number  as the PBX gave it; empty for a withheld number
     * @param e164    E.164 form, or empty where it is none
     * @param display for people to read
     * @param matches current parties with this number, each once
     * @param matchedOn why these are the matches, or why there are none
     * @param url     the page to open: profile for one match, the list to choose from for many, new contact with the number filled in for none
     */
    record Caller(String number, String e164, String display, List<Match> matches, MatchedOn matchedOn, String url) {
        public Caller {
            matches = List.copyOf(matches);
        }

        /** With the variables of a call in the pages, where their address names them as {@code {NAME}}. */
        public Caller with(Map<String, String> variables) {
            return new Caller(number, e164, display, matches.stream().map(match -> new Match(match.partyId(), match.name(),
                    VariableText.inUrl(match.url(), variables), match.contactMechId())).toList(), matchedOn, VariableText.inUrl(url, variables));
        }
    }

    /** What a match rests on. */
    enum MatchedOn {
        /** The whole number, country code included. */
        E164,
        /** All digits of a number that is no public one, such as a short code. */
        DIGITS,
        /** The last digits only: one of the two was written without country or area code. A good guess, not more. */
        NATIONAL,
        /** It is one of our own extensions, assigned to this person. */
        INTERNAL_EXTENSION,
        /** A person has said who calls from this number. */
        CORRECTED,
        /** Not by number: the party was named. */
        PARTY,
        /** Nobody has the number. */
        NOBODY,
        /** The caller does not show a number. */
        WITHHELD,
        /** An admin has listed the number as nobody's: an own trunk, a test line. */
        IGNORED
    }

    /** @param contactMechId the phone number's own key; empty where the match is not by number */
    record Match(String partyId, String name, String url, String contactMechId) {
    }
}
