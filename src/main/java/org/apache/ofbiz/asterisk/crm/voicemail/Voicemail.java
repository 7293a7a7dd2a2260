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
package org.apache.ofbiz.asterisk.crm.voicemail;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.voicemail.MessageFolder;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackKey;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackOwner;
import org.apache.ofbiz.asterisk.crm.callbacks.CallbackTasks;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFile;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;

/** Messages as one user may see them: of the mailboxes of own phones and own groups. Thread-safe. */
public final class Voicemail {

    /** Messages of a mailbox that are told at once, at most. */
    public static final int MOST = 200;

    private final VoicemailBoxes boxes;
    private final VoicemailRoots roots;
    private final CallerDirectory callers;
    private final Settings settings;
    private final CallbackTasks callbacks;
    private final TelephoneNumbers numbers;

    /** @param callers finds contacts by their numbers */
    public Voicemail(Delegator delegator, Settings settings, CallerDirectory callers) {
        this.boxes = new VoicemailBoxes(delegator);
        this.roots = VoicemailRoots.of(delegator, settings);
        this.callers = callers;
        this.settings = settings;
        this.callbacks = new CallbackTasks(delegator);
        this.numbers = TelephoneNumbers.of(delegator, settings);
    }

    public List<VoicemailBox> boxes(Person user) {
        return boxes.of(user);
    }

    /** One mailbox; empty where there is none, or none that the user may hear. */
    public Optional<VoicemailBox> box(Person user, String boxId) {
        return boxes.of(user, boxId);
    }

    /** The messages of a mailbox, the newest first; empty where this machine can't read them. @param user whose mailbox it is */
    public Optional<List<Map<String, Object>>> messages(VoicemailBox box, Person user) {
        CallbackOwner owner = box.ofGroup() ? CallbackOwner.group(box.ownerId()) : CallbackOwner.person(user.partyId());
        Map<String, Customer> known = new HashMap<>();
        return files(box).list(box.mailbox()).map(messages -> messages.stream().limit(MOST).map(message ->
                describe(box, message, known.computeIfAbsent(message.text().number(), number -> customer(number, owner)))).toList());
    }

    /** Who left a message, and the open callback that they have. */
    private record Customer(CallerDirectory.Caller caller, Optional<String> callbackTaskId) {
    }

    private Customer customer(String number, CallbackOwner owner) {
        Optional<String> task = CallbackKey.of(number, numbers).filter(key -> CallbackKey.canBeCalled(number))
                .flatMap(key -> callbacks.openTask(owner, key));
        return new Customer(callers.recent(number, settings.get(Settings.PARTY_PROFILE_URL)), task);
    }

    /** All mailboxes, whosever they are. */
    public List<VoicemailBox> all() {
        return boxes.all();
    }

    /** Messages in the folder Deleted. */
    public List<VoicemailMessage> deleted(VoicemailBox box) {
        return files(box).list(box.mailbox()).stream().flatMap(List::stream).filter(message -> message.folder() == MessageFolder.DELETED).toList();
    }

    /** The message with this id that was left at that moment, wherever in the mailbox it is now. */
    public Optional<VoicemailMessage> message(VoicemailBox box, String messageId, String leftAt) {
        return files(box).find(box.mailbox(), messageId, leftAt);
    }

    /** The sound of a message, to be closed. */
    public Optional<RecordingFile> sound(VoicemailBox box, String messageId, String leftAt) {
        return files(box).open(box.mailbox(), messageId, leftAt);
    }

    private VoicemailFiles files(VoicemailBox box) {
        return new VoicemailFiles(roots.of(box.serverId()));
    }

    private static Map<String, Object> describe(VoicemailBox box, VoicemailMessage message, Customer customer) {
        CallerDirectory.Caller caller = customer.caller();
        Optional<CallerDirectory.Match> match = caller.matches().size() == 1 ? Optional.of(caller.matches().get(0)) : Optional.empty();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("boxId", box.boxId());
        told.put("messageId", message.text().messageId());
        told.put("leftAt", message.text().leftAt().toString());
        told.put("number", caller.number());
        told.put("display", Stream.of(caller.display(), message.text().number()).filter(text -> !text.isEmpty()).findFirst().orElse(""));
        told.put("name", match.map(CallerDirectory.Match::name).orElse(message.text().name()));
        told.put("partyId", match.map(CallerDirectory.Match::partyId).orElse(null));
        told.put("url", match.map(CallerDirectory.Match::url).orElse(null));
        told.put("callbackTaskId", customer.callbackTaskId().orElse(null));
        told.put("seconds", message.text().seconds());
        told.put("folder", message.folder().name());
        return told;
    }
}
