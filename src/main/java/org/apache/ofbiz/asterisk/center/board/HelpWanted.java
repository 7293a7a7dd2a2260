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
package org.apache.ofbiz.asterisk.center.board;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.base.util.UtilProperties;

/** Tells the supervisors of a group that one of its agents asks for help with a call. Thread-safe; returns at once. */
public final class HelpWanted implements CallListener {

    private final Roster roster;
    private final Messages messages;
    /** CallIds of those whose supervisors were told. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Shows a text to a user. */
    @FunctionalInterface
    public interface Messages {
        /** @param text in a language @return whether a browser of the user is there to show it */
        boolean message(String userLoginId, String from, Function<Locale, String> text);
    }

    /** @param roster from memory */
    public HelpWanted(Roster roster, Messages messages) {
        this.roster = roster;
        this.messages = messages;
    }

    @Override
    public void callChanged(PhoneCall call, CallEvent event) {
        if (call.ended()) {
            told.remove(call.callId());
        } else if (event instanceof CallEvent.HelpAsked) { // the timeline of each call is read for no other event
            Optional<TimelineEntry> asked = call.helpAsked();
            if (asked.isEmpty()) {
                told.remove(call.callId());
            } else if (told.add(call.callId())) {
                call.groupId().ifPresent(group -> tell(call, group, asked.get().peer().flatMap(Peer::owner)));
            }
        }
    }

    private void tell(PhoneCall call, String groupId, Optional<Person> agent) {
        String name = agent.map(Person::name).orElse("");
        roster.members(groupId).stream().filter(user -> !agent.map(Person::userLoginId).equals(Optional.of(user)))
                .filter(user -> roster.memberships(user).stream().anyMatch(its -> its.isSupervisor() && its.group().groupId().equals(groupId)))
                .forEach(user -> messages.message(user, name, locale -> UtilProperties.getMessage("AsteriskUiLabels", "AsteriskHelpAsked", locale)
                        + ' ' + call.customerNumber()));
    }
}
