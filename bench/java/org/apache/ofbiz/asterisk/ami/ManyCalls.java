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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessageReader;

/**
 * What a busy PBX would send: the recorded dialogues over and over, each time with other ids, fifty at once. After each block comes a call
 * of its own, whose end tells how far a reader is.
 */
final class ManyCalls {

    /** Every kind of call once: out, in, claimed, unclaimed, queued, transferred, held. */
    private static final List<String> DIALOGUES = List.of("1a_click_to_call_answer", "1f_click_to_call_earlymedia_local", "2e_callee_busy",
            "3a_inbound_claim", "3b_inbound_abandoned", "3e_claim_no_answer_back_to_waiting", "4a_queue_rna_then_answer",
            "5a_blind_transfer_ami", "5c_attended_transfer_ami", "5e_hold_unhold");
    private static final int AT_ONCE = 50;
    private static final Pattern IDS = Pattern.compile("\\b(\\d{10})\\.(\\d+)\\b|-([0-9a-f]{8})\\b|\\b([0-9a-f]{8})(?=-[0-9a-f]{4}-[0-9a-f]{4}-)");
    private static final long STEP = 1_000;

    private final List<byte[]> blocks = new ArrayList<>();
    private final int events;
    private final long bytes;

    /**
     * @param wanted which events of the recordings
     * @param least  at least so many events in all
     * @param block  about so many in each block
     */
    ManyCalls(Predicate<AmiMessage> wanted, int least, int block) throws IOException {
        List<List<String>> recorded = new ArrayList<>();
        for (String name : DIALOGUES) {
            recorded.add(events(name, wanted));
        }
        int count = 0;
        int copy = 0;
        int inBlock = 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (count < least) {
            List<List<String>> calls = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                calls.add(renamed(recorded.get(copy % recorded.size()), copy++));
            }
            int longest = calls.stream().mapToInt(List::size).max().orElseThrow();
            for (int at = 0; at < longest; at++) {
                for (List<String> call : calls) {
                    if (at < call.size()) {
                        out.writeBytes(call.get(at).getBytes(StandardCharsets.UTF_8));
                        count++;
                        inBlock++;
                    }
                }
                if (inBlock >= block) {
                    out.writeBytes(mark(blocks.size()).getBytes(StandardCharsets.UTF_8));
                    blocks.add(out.toByteArray());
                    out.reset();
                    count += 2;
                    inBlock = 0;
                }
            }
        }
        out.writeBytes(mark(blocks.size()).getBytes(StandardCharsets.UTF_8));
        blocks.add(out.toByteArray());
        this.events = count + 2;
        this.bytes = blocks.stream().mapToLong(bytes -> bytes.length).sum();
    }

    /** In order. */
    List<byte[]> blocks() {
        return blocks;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /** The number of the block that ends with this channel, if it is a mark. */
    static Optional<Integer> markOf(String uniqueId) {
        return uniqueId.startsWith("mark-") ? Optional.of(Integer.valueOf(uniqueId.substring(5))) : Optional.empty();
    }

    private static String mark(int block) {
        String channel = "Channel: PJSIP/trunk-mark" + block + "\r\nChannelState: 4\r\nUniqueid: mark-" + block
                + "\r\nLinkedid: mark-" + block + "\r\n";
        return "Event: Newchannel\r\nPrivilege: call,all\r\n" + channel + "CallerIDNum: 1\r\nContext: from-trunk\r\nExten: 1\r\n\r\n"
                + "Event: Hangup\r\nPrivilege: call,all\r\n" + channel + "Cause: 16\r\nCause-txt: Normal Clearing\r\n\r\n";
    }

    private static List<String> events(String name, Predicate<AmiMessage> wanted) throws IOException {
        List<String> events = new ArrayList<>();
        try (InputStream in = ManyCalls.class.getResourceAsStream("/dialogues/22/" + name + ".ami")) {
            AmiMessageReader reader = new AmiMessageReader(in);
            for (Optional<AmiMessage> message = reader.next(); message.isPresent(); message = reader.next()) {
                boolean happens = message.get().has("Privilege") && !"FullyBooted".equals(message.get().event());
                if (happens && wanted.test(message.get())) {
                    events.add(String.join("\r\n", message.get().lines()) + "\r\n\r\n");
                }
            }
        }
        return events;
    }

    private static List<String> renamed(List<String> events, int copy) {
        return events.stream().map(event -> IDS.matcher(event).replaceAll(id -> Matcher.quoteReplacement(renamed(id.group(), copy)))).toList();
    }

    private static String renamed(String id, int copy) {
        int dot = id.indexOf('.');
        if (dot > 0) {
            return id.substring(0, dot + 1) + (Long.parseLong(id.substring(dot + 1)) + copy * STEP);
        }
        String hex = id.startsWith("-") ? id.substring(1) : id;
        return id.substring(0, id.length() - hex.length()) + String.format("%08x", (Long.parseLong(hex, 16) + copy * 4096L) & 0xffffffffL);
    }
}
