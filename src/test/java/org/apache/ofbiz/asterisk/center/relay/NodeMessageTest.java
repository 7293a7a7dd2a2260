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
package org.apache.ofbiz.asterisk.center.relay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.containsString;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeMessageTest {

    private static final NodeMessage MESSAGE = new NodeMessage("a1", "b2", 3, 4, 0, 0, 0, NodeMessage.Takes.ALL, List.of(
            new Frame(Frame.Kind.START, Map.of()),
            new Frame(Frame.Kind.TOLD, Map.of(Frame.SESSION, "s", Frame.TURN, "1", Frame.TEXT, "{\"type\":\"NC\",\"name\":\"Õ\"}"))));

    @Test
    void aMessageIsReadAsItWasWritten() {
        assertThat(NodeMessage.read(MESSAGE.text()), is(Optional.of(MESSAGE)));
    }

    @Test
    void whatIsNoMessageOfThisVersionIsNotRead() {
        String text = MESSAGE.text();
        for (String wrong : List.of("", "[]", "null", text + "x", text.replace("\"v\":1", "\"v\":2"), text.replace("TOLD", "SOLD"),
                text.replace("\"k\":\"START\"", "\"x\":\"\""), text.replace("\"v\":1", "\"v\":1,\"v\":1"), "[".repeat(50_000))) {
            assertThat(wrong.substring(0, Math.min(100, wrong.length())), NodeMessage.read(wrong), is(Optional.empty()));
        }
    }

    @Test
    void theSealFitsThisTextAndThisSecretOnly() {
        MessageSeal seal = new MessageSeal("secret".getBytes(StandardCharsets.US_ASCII));
        MessageSeal other = new MessageSeal("secreT".getBytes(StandardCharsets.US_ASCII));
        String text = MESSAGE.text();

        assertThat(seal.fits(text, seal.of(text)), is(true));
        assertThat("another text", seal.fits(text.replace("b2", "b3"), seal.of(text)), is(false));
        assertThat("another secret", seal.fits(text, other.of(text)), is(false));
        assertThat("none", seal.fits(text, ""), is(false));
    }

    @Test
    void anHttpSessionIsNamedWithoutItsId() {
        MessageSeal seal = new MessageSeal("secret".getBytes(StandardCharsets.US_ASCII));

        assertThat(seal.nameOf("a1", "COOKIE"), is(seal.nameOf("a1", "COOKIE")));
        assertThat(seal.nameOf("a1", "COOKIE"), not(containsString("COOKIE")));
        assertThat(seal.nameOf("a1", "COOKIE"), not(seal.nameOf("a1", "OTHER")));
    }
}
