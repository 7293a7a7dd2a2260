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
package org.apache.ofbiz.asterisk.center;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.health.ServerMetrics;

/**
 * Remembers which kinds of events came since the log-in: the only proof that the AMI user may read them. Thread-safe; never blocks.
 */
public final class EventMetrics implements Consumer<CallEvent> {

    private volatile ServerMetrics.Heard heard = ServerMetrics.Heard.NOTHING;

    public ServerMetrics.Heard heard() {
        return heard;
    }

    @Override
    public synchronized void accept(CallEvent event) {
        Optional<Instant> at = Optional.of(event.at());
        if (event instanceof CallEvent.Resynchronised) {
            heard = ServerMetrics.Heard.NOTHING;
        } else if (event instanceof CallEvent.OriginateRequested) {
            heard = new ServerMetrics.Heard(heard.call(), heard.queue(), heard.user(), at);
        } else if (event instanceof CallEvent.OriginateFailed failed && failed.reason() < 0) {
            heard = new ServerMetrics.Heard(heard.call(), heard.queue(), heard.user(), Optional.empty()); // refused: no event was to come
        } else if (event instanceof CallEvent.QueueJoined || event instanceof CallEvent.QueueLeft) {
            heard = new ServerMetrics.Heard(heard.call(), at, heard.user(), heard.originated());
        } else if (event instanceof CallEvent.UserEventRaised) {
            heard = new ServerMetrics.Heard(heard.call(), heard.queue(), at, heard.originated());
        } else {
            heard = new ServerMetrics.Heard(at, heard.queue(), heard.user(), heard.originated());
        }
    }
}
