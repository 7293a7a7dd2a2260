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
package org.apache.ofbiz.asterisk.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one browser was offered and has not shown yet. Remembers the last 100 offers, and takes a browser's word only for those: the
 * time is ours, and the way back of the word is in it. Thread-safe.
 */
final class ScreenPopTimer {

    private static final int REMEMBERED = 100;

    private final ScreenPopTimes times;
    private final Clock clock;
    /** When the PBX's event was received, by callId; guarded by this object. */
    private final Map<String, Instant> offered = new LinkedHashMap<>();

    ScreenPopTimer(ScreenPopTimes times, Clock clock) {
        this.times = times;
        this.clock = clock;
    }

    /** @param heard when the PBX's event was received */
    synchronized void offered(String callId, Instant heard) {
        offered.put(callId, heard);
        if (offered.size() > REMEMBERED) {
            offered.remove(offered.keySet().iterator().next());
        }
    }

    /** @param ago how long before the browser said so the card was painted */
    void shown(String callId, Duration ago) {
        Instant now = clock.instant();
        Instant heard;
        synchronized (this) {
            heard = offered.remove(callId);
        }
        if (heard != null) {
            times.add(Duration.between(heard, now).minus(ago));
        }
    }
}
