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
package org.apache.ofbiz.asterisk.web.socket;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import javax.websocket.RemoteEndpoint;
import javax.websocket.SendHandler;
import javax.websocket.Session;
import org.apache.ofbiz.asterisk.push.CloseReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser that is gone: what is sent to it is lost, and whose thread sends goes on. */
class SocketWireTest {

    private final Session socket = mock(Session.class);
    private final RemoteEndpoint.Async remote = mock(RemoteEndpoint.Async.class);
    private final SocketWire wire = new SocketWire(socket);
    private final List<Boolean> sent = new ArrayList<>();

    @BeforeEach
    void hasARemote() {
        when(socket.getAsyncRemote()).thenReturn(remote);
    }

    @Test
    void whatMeetsTheCloseInOneBufferIsLost() {
        doThrow(new IllegalArgumentException("newPosition > limit: (4 > 2)")).when(remote).sendText(any(), any(SendHandler.class));

        wire.send("{}", sent::add);

        assertThat(sent, is(List.of(false)));
    }

    @Test
    void whatIsSentToAClosedSocketIsLost() {
        doThrow(new IllegalStateException("closed")).when(remote).sendText(any(), any(SendHandler.class));

        wire.send("{}", sent::add);

        assertThat(sent, is(List.of(false)));
    }

    @Test
    void aPingThatFailsIsLost() throws Exception {
        doThrow(new IllegalArgumentException("buffer")).when(remote).sendPing(any());

        wire.ping(sent::add);

        assertThat(sent, is(List.of(false)));
    }

    @Test
    void aCloseThatFailsDisturbsNobody() throws Exception {
        doThrow(new IllegalStateException("closed")).when(socket).close(any());

        wire.close(CloseReason.GOING_AWAY);

        assertThat(sent, is(List.of()));
    }
}
