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
package org.apache.ofbiz.asterisk.center.standby;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.ami.standby.PbxProbe;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.standby.PbxPair;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.health.StandbyMetrics;

/**
 * The watch of a server, while it has a standby PBX. One that was replaced may still be about to change the connection: it changes nothing any
 * more. Who changes the connection holds the monitor of this object. Thread-safe.
 */
public final class CurrentWatch implements AutoCloseable {

    private final StandbyWatch.Memory memory;
    private final Function<PbxServer, PbxProbe.Found> probe;
    private volatile Optional<StandbyWatch> watch = Optional.empty();
    private volatile Optional<OwnLink> current = Optional.empty();

    /** @param probe logs in to a PBX and out again */
    public CurrentWatch(StandbyWatch.Memory memory, Function<PbxServer, PbxProbe.Found> probe) {
        this.memory = memory;
        this.probe = probe;
    }

    /**
     * Begins, in place of the watch before.
     *
     * @param used the PBX that is connected to from now on, whose calls are known
     * @param link called by no other watch, to change the connection with the monitor held
     */
    public synchronized void watch(PbxPair pair, Side used, StandbyWatch.Link link) {
        Optional<StandbyWatch> before = watch;
        before.ifPresent(StandbyWatch::close);
        OwnLink own = new OwnLink(link);
        current = Optional.of(own);
        watch = pair.standby().map(standby -> before.map(ended -> ended.next(pair, used, own))
                .orElseGet(() -> new StandbyWatch(pair, used, own, memory, probe)));
        watch.ifPresent(StandbyWatch::start);
    }

    /** The PBX whose calls are known, while the other one may be tried; empty without a standby. */
    public Optional<Side> used() {
        return watch.map(StandbyWatch::used);
    }

    /** What is known now, from memory; empty without a standby. */
    public Optional<StandbyMetrics> figures() {
        return watch.map(StandbyWatch::figures);
    }

    @Override
    public synchronized void close() {
        current = Optional.empty();
        watch.ifPresent(StandbyWatch::close);
    }

    /** What one watch sees and does. */
    private final class OwnLink implements StandbyWatch.Link {
        private final StandbyWatch.Link link;

        OwnLink(StandbyWatch.Link link) {
            this.link = link;
        }

        @Override
        public ConnectionState state() {
            return link.state();
        }

        @Override
        public boolean mayAct() {
            return link.mayAct();
        }

        @Override
        public int openCalls() {
            return link.openCalls();
        }

        @Override
        public void lostAt(Instant at) {
            if (isCurrent()) {
                link.lostAt(at);
            }
        }

        @Override
        public void use(Side side) {
            synchronized (CurrentWatch.this) {
                if (isCurrent()) {
                    link.use(side);
                }
            }
        }

        private boolean isCurrent() {
            return current.filter(own -> own == this).isPresent();
        }
    }
}
