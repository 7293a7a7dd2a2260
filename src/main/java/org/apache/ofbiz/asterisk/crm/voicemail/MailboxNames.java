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

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.entity.Delegator;

/** To whom a message can be forwarded: the mailboxes of colleagues and groups on the same PBX, by their names. Thread-safe. */
public final class MailboxNames {

    private final VoicemailBoxes boxes;
    private final UserDirectory users;

    public MailboxNames(Delegator delegator) {
        this.boxes = new VoicemailBoxes(delegator);
        this.users = new UserDirectory(delegator);
    }

    /** Maps of boxId, name and ofGroup; the groups first, each by name. */
    public List<Map<String, Object>> beside(VoicemailBox box) {
        List<VoicemailBoxes.Owned> others = others(box);
        Map<String, String> names = users.names(others.stream().map(VoicemailBoxes.Owned::partyId).filter(id -> !id.isEmpty())
                .collect(Collectors.toSet()));
        return others.stream().map(other -> described(other.box(), Optional.ofNullable(names.get(other.partyId()))))
                .sorted(Comparator.<Map<String, Object>, Boolean>comparing(one -> !Boolean.TRUE.equals(one.get("ofGroup")))
                        .thenComparing(one -> one.get("name").toString(), String.CASE_INSENSITIVE_ORDER)).toList();
    }

    /** One of them. */
    public Optional<VoicemailBox> beside(VoicemailBox box, String boxId) {
        return others(box).stream().map(VoicemailBoxes.Owned::box).filter(other -> other.boxId().equals(boxId)).findFirst();
    }

    private List<VoicemailBoxes.Owned> others(VoicemailBox box) {
        return boxes.inUse(box.serverId()).stream().filter(other -> !other.box().mailbox().equals(box.mailbox())).toList();
    }

    private static Map<String, Object> described(VoicemailBox box, Optional<String> owner) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("boxId", box.boxId());
        told.put("name", owner.map(name -> name + " (" + box.name() + ')').orElse(box.name()));
        told.put("ofGroup", box.ofGroup());
        return told;
    }
}
