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
package org.apache.ofbiz.asterisk.call;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names of channels, as the channel drivers make them, and the peers to look for behind them. */
class ChannelTest {

    private record Name(String channel, String technology, String... peers) {
    }

    private static final List<Name> NAMES = List.of(
            new Name("PJSIP/1001-00000006", "PJSIP", "1001"),
            new Name("PJSIP/branch-office-0000000a", "PJSIP", "branch-office"),
            new Name("PJSIP/anna.maria-0000000b", "PJSIP", "anna.maria"),
            new Name("PJSIP/1001@tenant.example-0000000c", "PJSIP", "1001@tenant.example", "1001"),
            new Name("SIP/1001-00000001", "SIP", "1001"),
            new Name("SIP/carrier-east-00000002", "SIP", "carrier-east"),
            new Name("IAX2/branch-5839", "IAX2", "branch"),
            new Name("IAX2/branch@10.0.0.7:4569-11203", "IAX2", "branch@10.0.0.7:4569", "branch"),
            new Name("DAHDI/1-1", "DAHDI", "1"),
            new Name("DAHDI/i1/5551234-3", "DAHDI", "i1/5551234", "i1"),
            new Name("Local/1002@internal-00000001;1", "Local", "1002@internal"),
            new Name("Console/default", "Console", "default"),
            new Name("Nameless", "Nameless", ""));

    @TestFactory
    Stream<DynamicTest> peersAreLookedForByTheirNames() {
        return NAMES.stream().map(name -> dynamicTest(name.channel, () -> {
            Channel channel = new Channel(name.channel, "1", "1");
            assertThat(channel.technology(), is(name.technology));
            assertThat(channel.peerNames(), is(List.of(name.peers)));
        }));
    }
}
