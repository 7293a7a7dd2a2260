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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/**
 * Customers of a real Asterisk, many at once, each with a number of their own. What the PBX tells is read from the beginning of the last call on:
 * of hundreds of calls it would be so much that the test, through which all nodes reach the database, would have no time for them. Not thread-safe.
 */
final class ManyCustomers implements AutoCloseable {

    private static final long FIRST = 37280000000L;
    private static final String SERVICE = "5000";
    private static final Duration STAY = Duration.ofMinutes(10);

    private final RealClusterPbx pbx;
    /** By number of the caller. */
    private final Map<String, String> channels = new ConcurrentHashMap<>();
    private AmiProbe probe;
    private int named;

    ManyCustomers(RealClusterPbx pbx) throws IOException {
        this.pbx = pbx;
        this.probe = listens();
        pbx.probe().act("Events", "EventMask", "call");
    }

    private AmiProbe listens() throws IOException {
        AsteriskLab.Ami ami = pbx.lab().ami("everything");
        AmiProbe listening = AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
        listening.act("Events", "EventMask", "call");
        return listening;
    }

    /** Numbers of customers who haven't called yet. */
    List<String> next(int count) {
        int before = named;
        named += count;
        return IntStream.range(before, named).mapToObj(number -> String.valueOf(FIRST + number)).toList();
    }

    /** They call the group; returns when all have reached the PBX. */
    void call(List<String> numbers) throws IOException {
        probe.close();
        probe = listens();
        Thread line = new Thread(() -> pbx.lab().line(numbers.stream().map(number -> number + ';' + SERVICE + ";0;" + STAY.toMillis()).toList()),
                "callers");
        line.setDaemon(true);
        line.start();
        Await.untilTrue(() -> {
            probe.heard().stream().filter(event -> event.isEvent("Newchannel")).forEach(event ->
                    channels.putIfAbsent(event.get("CallerIDNum"), event.get("Channel")));
            return channels.keySet().containsAll(numbers);
        }, () -> "not at the PBX: " + numbers.stream().filter(number -> !channels.containsKey(number)).toList());
    }

    String channelOf(String number) {
        return channels.get(number);
    }

    /** A phone of ours calls this number outside. */
    void isCalled(String number, String phone) {
        act("Originate", "Channel", "PJSIP/" + phone, "Context", "outbound", "Exten", number, "Priority", "1", "Async", "true", "CallerID", phone,
                "Timeout", "20000");
    }

    /** All of them hang up, as nearly at once as AMI takes it; returns when they have. */
    void hangUp(Collection<String> numbers) {
        numbers.forEach(number -> act("Hangup", "Channel", channelOf(number), "Cause", "16"));
        Set<String> gone = numbers.stream().map(this::channelOf).collect(Collectors.toSet());
        Await.untilTrue(() -> probe.heard().stream().filter(event -> event.isEvent("Hangup")).map(event -> event.get("Channel"))
                .collect(Collectors.toSet()).containsAll(gone), () -> "not all have hung up of " + numbers);
    }

    private void act(String action, String... headers) {
        StringBuilder text = new StringBuilder("Action: " + action + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        try {
            probe.send(text.append("\r\n").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many channels of these phones the PBX has told to be in this state since the last call. */
    long reached(String state, Collection<String> phones) {
        return probe.heard().stream().filter(event -> event.isEvent("Newstate") && event.get("ChannelStateDesc").equals(state))
                .filter(event -> phones.contains(phoneOf(event))).map(event -> event.get("Channel")).distinct().count();
    }

    @Override
    public void close() throws IOException {
        probe.close();
    }

    private static String phoneOf(AmiProbe.Message event) {
        return event.get("Channel").replaceFirst("^PJSIP/", "").replaceFirst("-[^-]*$", "");
    }
}
