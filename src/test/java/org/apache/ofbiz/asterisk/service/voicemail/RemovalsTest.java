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
package org.apache.ofbiz.asterisk.service.voicemail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.call.voicemail.MessageFolder;
import org.apache.ofbiz.asterisk.crm.voicemail.MessageText;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailMessage;
import org.junit.jupiter.api.Test;

class RemovalsTest {

    private static final VoicemailMessage MESSAGE = new VoicemailMessage(new MessageText("old-1", Instant.EPOCH, "+3725551234", "Anna", 5),
            MessageFolder.DELETED, 0);

    private final List<String> told = new ArrayList<>();

    private static VoicemailBox box(String name) {
        return new VoicemailBox("G." + name, "PBX", Mailbox.read(name + "@default").orElseThrow(), true, name);
    }

    @Test
    void eachMailboxIsToldOnceWhenAllIsRemoved() {
        try (Removals removals = new Removals((box, message) -> Optional.of("offline").filter(why -> box.name().equals("4000")), this::tell)) {
            for (String name : List.of("2000", "3000", "4000", "2000", "3000", "2000")) {
                removals.remove(box(name), MESSAGE);
            }
            assertThat("not before the end", told, is(List.of()));
        }
        assertThat("nothing was removed from 4000", told, is(List.of("2000", "3000")));
    }

    private void tell(VoicemailBox box) {
        told.add(box.name());
        if (box.name().equals("2000")) {
            throw new IllegalStateException("the others are told all the same");
        }
    }
}
