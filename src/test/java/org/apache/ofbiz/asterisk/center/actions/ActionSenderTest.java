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
package org.apache.ofbiz.asterisk.center.actions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a target of a webhook answers. */
class ActionSenderTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theStatusIsReadFromTheFirstLine() throws IOException {
        assertThat(ActionSender.status(answer("HTTP/1.1 204 No Content\r\nServer: x\r\n\r\n"), MINUTE), is(204));
        assertThat(ActionSender.status(answer("HTTP/1.0 503\r\n\r\n"), MINUTE), is(503));
    }

    @Test
    void whatIsNotHttpIsAFailure() {
        for (String text : new String[] {"", "SSH-2.0-x\r\n", "HTTP/1.1 2000 OK\r\n", "HTTP/1.1\r\n", "x".repeat(100_000)}) {
            assertThrows(IOException.class, () -> ActionSender.status(answer(text), MINUTE));
        }
    }

    @Test
    void aLineThatTakesTooLongIsNotWaitedFor() {
        assertThrows(SocketTimeoutException.class, () -> ActionSender.status(answer("HTTP/1.1 200 OK\r\n"), Duration.ZERO));
    }

    /** The beginning of a TLS record, and no end: however the rest comes, each read may wait once more. */
    @Test
    @Tag("security")
    void aHandshakeWithoutEndIsNotWaitedFor() throws Exception {
        try (ServerSocket target = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket plain = new Socket(target.getInetAddress(), target.getLocalPort()); Socket accepted = target.accept()) {
            accepted.getOutputStream().write(new byte[] {22, 3, 3, 64, 0});
            ActionSender.closeAfter(plain, Duration.ofMillis(300));

            Executable handshake = () -> ActionSender.encrypted(plain, "localhost", target.getLocalPort());
            assertTimeoutPreemptively(MINUTE, () -> assertThrows(IOException.class, handshake));
        }
    }

    @Test
    @Tag("security")
    void noServiceGetsWhatOfbizWouldEvaluate() throws Exception {
        Attacks attacks = new Attacks("code for services of OFBiz");
        for (String name : List.of("${groovy:System.exit(1)}", "$${groovy:1}", "{groovy:1}", "$\u007bgroovy:1}", "${bsh:1}", "${${x}}")) {
            Map<String, String> got = new HashMap<>();
            ActionSender sender = new ActionSender(() -> null, () -> Set.of("sendMail"), (service, texts) -> got.putAll(texts), null,
                    Clock.systemUTC());
            sender.send(new Delivery("1", new CallAction("A", "SUPPORT", CallAction.Turn.ENDED, CallAction.Kind.SERVICE, "sendMail",
                    "subject=Call of ${CALLER_NAME}\nbody={CALLER_NAME}\nown=${groovy:1}", StandardCharsets.UTF_8, Optional.empty()),
                    Map.of("CALLER_NAME", name), 0));
            attacks.attack(name + " " + got, got.keySet().equals(Set.of("subject", "body", "own"))
                    && got.values().stream().noneMatch(text -> text.contains("${")));
        }
        attacks.held();
    }

    private static InputStream answer(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
