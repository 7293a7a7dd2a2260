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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Where and when those left messages whose number is wanted; of mailboxes that this machine can read. */
    public List<Map<String, Object>> from(Predicate<String> wanted) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (VoicemailBox box : boxes.all()) {
            new VoicemailFiles(roots.of(box.serverId())).list(box.mailbox()).stream().flatMap(List::stream)
                    .filter(message -> wanted.test(message.text().number()))
                    .forEach(message -> found.add(Map.of("serverId", box.serverId(), "mailbox", box.mailbox().text(), "folder",
                            message.folder().pbxName(), "leftAt", message.text().leftAt().toString(), "callerNumber", message.text().number(),
                            "callerName", message.text().name(), "seconds", message.text().seconds())));
        }
        return List.copyOf(found);
    }
}
