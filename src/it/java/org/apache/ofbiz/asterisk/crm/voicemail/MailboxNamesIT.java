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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.fixture.CountedQueries;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** To whom a message can be forwarded is asked together, however many have a mailbox. */
@Tag("embedded")
@Tag("once")
class MailboxNamesIT {

    @Test
    void allOfAServerAreFoundByOneQueryOfEachKind(@TempDir Path data) throws IOException {
        try (Host host = Host.start(data, Host::noPbx)) {
            Database database = host.database();
            database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "Y"));
            database.create("AsteriskServer", Map.of("serverId", "FAR", "enabled", "Y"));
            database.create("CallCenterGroup", Map.of("callCenterGroupId", "SALES", "groupName", "Sales", "serverId", "DEMO_PBX", "enabled", "Y",
                    "mailbox", "2001@default"));
            phone(database, "DEMO_PBX", "1051", Optional.of("AST_AGENT2"));
            phone(database, "DEMO_PBX", "1052", Optional.of("AST_AGENT1"));
            phone(database, "DEMO_PBX", "1053", Optional.empty());
            phone(database, "FAR", "1054", Optional.of("AST_AGENT1"));

            CountedQueries queries = new CountedQueries(host.delegator());
            MailboxNames names = new MailboxNames(queries.delegator());
            VoicemailBox box = new VoicemailBox("G.SUPPORT", "DEMO_PBX", Mailbox.read("2000@default").orElseThrow(), true, "Support");
            assertThat(names.beside(box).stream().map(target -> target.get("name")).toList(),
                    contains("Sales", "1053", "Liis Saar (1052)", "Peeter Mets (1051)"));
            assertThat(queries.entities(), containsInAnyOrder("AsteriskServer", "CallCenterGroup", "AsteriskPeer", "PartyNameView"));

            queries.reset();
            assertThat(names.beside(box, "P.1051").map(VoicemailBox::name), is(Optional.of("1051")));
            assertThat("of another server", names.beside(box, "P.1054"), is(Optional.empty()));
            assertThat(queries.entities().size(), is(2 * 3));

            queries.reset();
            database.change("AsteriskServer", Map.of("serverId", "DEMO_PBX", "enabled", "N"));
            assertThat("of a server that is off", names.beside(box).isEmpty(), is(true));
        }
    }

    private static void phone(Database database, String serverId, String name, Optional<String> partyId) {
        Map<String, Object> row = new HashMap<>(Map.of("peerId", name, "serverId", serverId, "technology", "PJSIP", "peerName", name,
                "peerTypeEnumId", "AST_EXTENSION", "mailbox", name + "@default", "userLoginId", "agent1001"));
        partyId.ifPresent(id -> row.put("partyId", id));
        database.create("AsteriskPeer", row);
    }
}
