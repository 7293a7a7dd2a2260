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

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.push.CloseReason;
import org.apache.ofbiz.asterisk.push.Wire;

/** The way to a browser that is connected to another node. Thread-safe. */
final class GuestWire implements Wire {

    private final String sessionId;
    private final String turn;
    private final Predicate<Frame> to;
    private final Runnable closed;
    private final AtomicBoolean greeted = new AtomicBoolean();

    /** @param to takes frames for the node; says whether it did */
    GuestWire(String sessionId, String turn, Predicate<Frame> to, Runnable closed) {
        this.sessionId = sessionId;
        this.turn = turn;
        this.to = to;
        this.closed = closed;
    }

    @Override
    public void send(String text, Consumer<Boolean> done) {
        Map<String, String> fields = new HashMap<>(Map.of(Frame.SESSION, sessionId, Frame.TURN, turn, Frame.TEXT, text));
        if (!greeted.getAndSet(true)) {
            fields.put(Frame.SINCE, ""); // HELLO is first
        }
        done.accept(to.test(new Frame(Frame.Kind.TOLD, fields)));
    }

    @Override
    public void ping(Consumer<Boolean> done) {
        done.accept(true);
    }

    @Override
    public void close(CloseReason reason) {
        to.test(closing(sessionId, turn, reason));
        closed.run();
    }

    static Frame closing(String sessionId, String turn, CloseReason reason) {
        return new Frame(Frame.Kind.CLOSED, Map.of(Frame.SESSION, sessionId, Frame.TURN, turn, Frame.CODE, reason.name()));
    }
}
