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
package org.apache.ofbiz.asterisk.ami;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.base.util.Debug;

/**
 * Where events pass from a login to the sink, in one order: first the list of what is, then what happened while it was made, then
 * what happens. Nothing of an earlier login comes after the list of a later one. What cannot be handed on is counted as lost.
 * Thread-safe; the sink may make the reader wait, and then anyone who begins or ends a login waits, too.
 */
final class ResyncBuffer {

    /** A list takes some seconds; a PBX tells some thousand events in one. */
    private static final int MOST_EARLY = 200_000;
    private static final Object NOBODY = new Object();
    private static final String MODULE = ResyncBuffer.class.getName();

    private final Consumer<CallEvent> sink;
    private final ConnectionMetrics figures;
    /** Guards all below. */
    private final Object gate = new Object();
    private Object current = NOBODY;
    private boolean live;
    private List<CallEvent> early = new ArrayList<>();

    ResyncBuffer(Consumer<CallEvent> sink, ConnectionMetrics figures) {
        this.sink = sink;
        this.figures = figures;
    }

    /** Events of this login are kept from now on, until its list is there. */
    void begin(Object login) {
        synchronized (gate) {
            current = login;
            live = false;
            early = new ArrayList<>();
        }
    }

    /** What happened, as this login tells it. */
    void hand(Object login, CallEvent event) {
        synchronized (gate) {
            if (login != current) {
                figures.lost(1);
            } else if (live) {
                pass(event);
            } else if (early.size() < MOST_EARLY) {
                early.add(event);
            } else {
                figures.lost(1);
            }
        }
    }

    /** The list of what is, and where its channels are; what was kept follows. */
    void listed(Resynchronised channels, List<CallEvent> places) {
        synchronized (gate) {
            pass(channels);
            places.forEach(this::pass);
            passEarly();
            live = true;
        }
        figures.resynchronised();
    }

    /** What this login told before its list is dropped, since it cannot be understood. */
    void forget(Object login) {
        synchronized (gate) {
            if (login == current) {
                early = new ArrayList<>();
                current = NOBODY;
            }
        }
    }

    /**
     * Nothing more comes from this login. When it ended before its list was there, what it told meanwhile is true all the same, and
     * the list of the next one puts right what it left open.
     */
    void end() {
        synchronized (gate) {
            current = NOBODY;
            passEarly();
        }
    }

    private void passEarly() {
        early.forEach(this::pass);
        early = new ArrayList<>();
    }

    private void pass(CallEvent event) {
        try {
            sink.accept(event);
        } catch (RuntimeException e) {
            figures.lost(1);
            Debug.logError(e, "Couldn't process event: " + event, MODULE);
        }
    }
}
