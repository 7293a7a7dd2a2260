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
package org.apache.ofbiz.asterisk.ami.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A set of names of events, asked with the bytes of a message, before anything is made of them. Immutable. */
final class EventNames {

    /** Asked for nothing: any name is missing. */
    static final EventNames NONE = new EventNames(List.of());

    private static final byte[] EVENT = "Event: ".getBytes(StandardCharsets.US_ASCII);
    private static final int SLOTS = 256;

    private final byte[][][] names = new byte[SLOTS][][];

    EventNames(Collection<String> names) {
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int slot = slot(bytes, 0, bytes.length);
            byte[][] there = this.names[slot] == null ? new byte[0][] : this.names[slot];
            byte[][] more = Arrays.copyOf(there, there.length + 1);
            more[there.length] = bytes;
            this.names[slot] = more;
        }
    }

    /** Whether the line from {@code start} to {@code end}, the first of a message, says that it is one of these events. */
    boolean namedBy(byte[] line, int start, int end) {
        int from = start + EVENT.length;
        if (from >= end || !same(EVENT, line, start)) {
            return false;
        }
        byte[][] candidates = names[slot(line, from, end)];
        if (candidates != null) {
            for (byte[] name : candidates) {
                if (name.length == end - from && same(name, line, from)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int slot(byte[] bytes, int from, int to) {
        return (bytes[from] * 31 + bytes[to - 1] * 7 + (to - from)) & SLOTS - 1;
    }

    private static boolean same(byte[] wanted, byte[] bytes, int from) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[from + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
