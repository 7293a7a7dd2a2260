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
import java.util.Map;
import org.apache.ofbiz.asterisk.call.collections.BoundedMap;
import org.apache.ofbiz.base.util.Debug;

/**
 * Writes down who was refused what, and from where, under a logger of its own name. Somebody who is refused all the time fills no disk: the
 * same refusal is written once a minute, with how often it came meanwhile. Thread-safe.
 */
public final class AuditLog {

    private static final String MODULE = AuditLog.class.getName();
    private static final long SAME_MILLIS = 60_000;
    private static final int MOST_KINDS = 1_000;
    private static final int LONGEST = 100;

    private final Clock clock;
    /** Guarded by its own lock: when each refusal was written, and how often it came since. The oldest goes. */
    private final Map<String, long[]> written = BoundedMap.byAge(MOST_KINDS);
    /** Guarded by its own lock: the address from which each user asked last. Who asked longest ago goes. */
    private final Map<String, String> addresses = BoundedMap.byUse(MOST_KINDS);

    public AuditLog(Clock clock) {
        this.clock = clock;
    }

    /** A request of this user came from there. */
    public void seen(String userLoginId, String address) {
        synchronized (addresses) {
            addresses.put(userLoginId, address);
        }
    }

    /** As {@link #refused}, by what knows the user alone: the address is that of their last request. */
    public void refusedTo(String userLoginId, String what, String why) {
        String address;
        synchronized (addresses) {
            address = addresses.getOrDefault(userLoginId, "an unknown address");
        }
        refused(what, why, userLoginId + " at " + address);
    }

    /**
     * Each text is cut to {@value #LONGEST} characters, without control characters.
     *
     * @param what was asked for, e.g. a request
     * @param who  asked: login and address, as far as known
     */
    public void refused(String what, String why, String who) {
        String text = "refused: " + plain(what) + " (" + plain(why) + ") to [" + plain(who) + "]";
        long now = clock.millis();
        long times;
        synchronized (written) {
            long[] before = written.get(text);
            if (before != null && now - before[0] < SAME_MILLIS) {
                before[1]++;
                return;
            }
            times = before == null ? 0 : before[1];
            written.put(text, new long[] {now, 0});
        }
        Debug.logWarning(times == 0 ? text : text + ", and " + times + " times more in the last minutes", MODULE);
    }

    private static String plain(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        StringBuilder plain = new StringBuilder(cut);
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isISOControl(plain.charAt(i))) {
                plain.setCharAt(i, ' ');
            }
        }
        return plain.toString();
    }
}
