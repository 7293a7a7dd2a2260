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

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;

/** Finds messages in all mailboxes, whosever they are: for those who answer for what is kept of a person. Thread-safe. */
public final class VoicemailSearch {

    private final VoicemailBoxes boxes;
    private final VoicemailRoots roots;

    public VoicemailSearch(Delegator delegator, Settings settings) {
        this.boxes = new VoicemailBoxes(delegator);
        this.roots = VoicemailRoots.of(delegator, settings);
    }

    /** A message, and where it is. */
    public record Found(VoicemailBox box, VoicemailMessage message) {

        /** As people read it. */
        public Map<String, Object> told() {
            MessageText text = message.text();
            return Map.of("serverId", box.serverId(), "mailbox", box.mailbox().text(), "folder", message.folder().pbxName(),
                    "leftAt", text.leftAt().toString(), "callerNumber", text.number(), "callerName", text.name(), "seconds", text.seconds());
        }
    }

    /** Of these mailboxes as far as this machine can read them, the oldest first. */
    public List<Found> in(Collection<VoicemailBox> mailboxes, BiPredicate<VoicemailBox, VoicemailMessage> wanted) {
        return mailboxes.stream().flatMap(box -> new VoicemailFiles(roots.of(box.serverId())).list(box.mailbox()).stream()
                        .flatMap(List::stream).filter(message -> wanted.test(box, message)).map(message -> new Found(box, message)))
                .sorted(Comparator.comparing(found -> found.message().text().leftAt())).toList();
    }

    /** What those left whose number is wanted. */
    public List<Found> from(Predicate<String> wanted) {
        return in(boxes.all(), (box, message) -> wanted.test(message.text().number()));
    }
}
