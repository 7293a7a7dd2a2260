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
package org.apache.ofbiz.asterisk.crm.telephony;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.embedded.entity.DerbyDelegator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read before a server is connected: callers who wait there wait for that, too, when another node takes the server. */
@Tag("embedded")
@Tag("once")
class NumberingQueriesIT {

    private static final Timestamp TOMORROW = Timestamp.from(Instant.now().plus(Duration.ofDays(1)));

    private static Host host;
    private static Database database;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException {
        host = Host.start(data, Host::noPbx);
        database = host.database();
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** Phones of as many users: every third one's by the login, by the party, and where they sit today. */
    private static void server(String serverId, int phones) {
        database.create("AsteriskServer", Map.of("serverId", serverId, "host", "127.0.0.1", "enabled", "N"));
        for (int i = 0; i < phones; i++) {
            String id = serverId + i;
            database.create("Party", Map.of("partyId", id, "partyTypeId", "PERSON", "statusId", "PARTY_ENABLED"));
            database.create("Person", Map.of("partyId", id, "firstName", "Person", "lastName", id));
            database.create("UserLogin", Map.of("userLoginId", "of" + id, "partyId", id, "enabled", "Y"));
            Map<String, Object> peer = new HashMap<>(Map.of("peerId", id, "serverId", serverId, "technology", "PJSIP", "peerName", "1" + i,
                    "peerTypeEnumId", "AST_EXTENSION", "enabled", "Y"));
            if (i % 3 == 0) {
                peer.put("userLoginId", "of" + id);
            } else if (i % 3 == 1) {
                peer.put("partyId", id);
            }
            database.create("AsteriskPeer", peer);
            if (i % 3 == 2) {
                database.create("AsteriskSeat", Map.of("peerId", id, "userLoginId", "of" + id, "untilDate", TOMORROW));
            }
        }
    }

    private static List<String> read(String serverId, List<Peer> peers) {
        List<String> entities = Collections.synchronizedList(new ArrayList<>());
        Thread here = Thread.currentThread();
        DerbyDelegator delegator = (DerbyDelegator) host.delegator();
        delegator.watch(entity -> {
            if (Thread.currentThread() == here) {
                entities.add(entity);
            }
        });
        try {
            peers.addAll(new OfbizNumbering(delegator, serverId).peers());
        } finally {
            delegator.watch(entity -> { });
        }
        return entities;
    }

    @Test
    void ownersOfManyPhonesAreReadWithAsManyQueriesAsThoseOfAFew() {
        server("FEW_PHONES", 3);
        server("MANY_PHONES", 60);
        List<Peer> peers = new ArrayList<>();

        List<String> few = read("FEW_PHONES", new ArrayList<>());
        List<String> many = read("MANY_PHONES", peers);

        assertThat(many, is(few));
        Map<String, Person> owners = new HashMap<>();
        peers.forEach(peer -> owners.put(peer.peerId(), peer.owner().orElse(null)));
        for (int i = 0; i < 60; i++) {
            String id = "MANY_PHONES" + i;
            assertThat(owners.get(id), is(new Person("of" + id, id, "Person " + id)));
        }
    }
}
