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
package org.apache.ofbiz.asterisk.flows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.fixture.Await;
import org.apache.ofbiz.asterisk.lab.AmiProbe;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;
import org.apache.ofbiz.asterisk.lab.Phone;

/**
 * A PBX of its own with two witnesses: one may read everything and commands the calls, the other has the few rights of the admin guide and
 * only watches. What the component has no command for is said by a bare AMI client. One thread drives it.
 */
final class FlowStage implements AutoCloseable {

    /** How long a claimed call, a member of the queue and a consulted phone ring. */
    static final int RING_SECONDS = 2;
    static final String NUMBER = "3725550000";
    static final Duration SHORT_TALK = Duration.ofMillis(700);

    private final AsteriskLab lab = AsteriskLab.start(RING_SECONDS);
    private final Witness everything = Witness.of(lab.ami("everything"));
    private final Witness lean = Witness.of(lab.ami());
    private AmiProbe driver;

    private FlowStage() {
    }

    static FlowStage start() {
        return new FlowStage();
    }

    /** Forgets what was before. */
    void begin() throws IOException {
        driver = logIn();
        witnesses().forEach(Witness::forget);
    }

    /** Waits until every channel is gone and everybody has heard of it; then leaves nothing behind for the next flow. */
    void settle() throws IOException {
        Await.untilTrue(() -> channels() == 0, () -> "channels are left: " + everything.calls());
        // a channel is off Asterisk's list before its Hangup is on the way
        witnesses().forEach(Witness::awaitNothingOpen);
        witnesses().forEach(Witness::catchUp);
    }

    /** Keeps the flow's dialogue, and ends what may be left of it. */
    void end(Path folder, String name) throws IOException {
        driver.act("Logoff");
        driver.recording().save(folder, name);
        driver.close();
        try (AmiProbe janitor = logIn()) {
            janitor.act("Hangup", "Channel", "/.*/");
            for (String member : List.of("1001", "1002", "1003")) {
                janitor.act("QueueRemove", "Queue", "support", "Interface", "PJSIP/" + member);
            }
        }
        Await.untilTrue(() -> channels() == 0, () -> "channels are left: " + everything.calls());
    }

    private AmiProbe logIn() throws IOException {
        AsteriskLab.Ami ami = lab.ami("everything");
        return AmiProbe.connect(ami.host(), ami.port(), ami.user(), ami.secret());
    }

    /** Asked on a connection of its own, which keeps it out of the recorded dialogue. */
    private int channels() {
        try (AmiProbe janitor = logIn()) {
            janitor.act("CoreShowChannels");
            return Integer.parseInt(janitor.await(message -> message.isEvent("CoreShowChannelsComplete")).get("ListItems"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<Witness> witnesses() {
        return List.of(everything, lean);
    }

    /** The one that commands. */
    Witness everything() {
        return everything;
    }

    Witness lean() {
        return lean;
    }

    /** 22 or 16. */
    String version() {
        return everything.connection().state().asteriskVersion().replaceFirst("\\..*", "");
    }

    AsteriskLab lab() {
        return lab;
    }

    Phone.Extension phone(String extension) {
        return lab.phone(extension);
    }

    Phone.Trunk trunk() {
        return lab.trunk();
    }

    /** The customer of the recorded dialogues. */
    Phone.Caller customer() {
        return lab.caller("3725551234").named("Mari Maasikas");
    }

    /** As recorded: 1001 wants to talk to {@link #NUMBER}. */
    void click() throws Exception {
        click("1001", Duration.ofSeconds(15));
    }

    void click(String extension, Duration ringFor) throws Exception {
        String id = "flow-" + UUID.randomUUID();
        succeed(everything.connection().commands().originate(new PbxCommands.Originate(id, "PJSIP/" + extension, "outbound", NUMBER, "1001",
                "Desk 1001",
                ringFor, Map.of("CALL_RECORDING_FILE", recording(id)))).toCompletableFuture().get());
    }

    /** As {@link #click}, in the PBX's own words; headers replace and add. */
    AmiProbe.Message originate(String... headers) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(Map.of("Channel", "PJSIP/1001", "Context", "outbound", "Exten", NUMBER,
                "Priority", "1", "CallerID", "Desk 1001 <1001>", "Timeout", "15000", "Variable", "CALL_RECORDING_FILE="
                        + recording("flow-" + UUID.randomUUID())));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        all.values().removeIf(value -> value.equals("-"));
        return act("Originate", all.entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new));
    }

    String recording(String name) {
        return lab.recordingsFolder().resolve(name + ".wav").toString();
    }

    /** Sends the caller's line to the extension that claimed the call. */
    void claim(String extension) throws Exception {
        PbxCommands.Redirect claim = new PbxCommands.Redirect(channel("trunk"), "claim", extension);
        succeed(everything.connection().commands().redirect(claim).toCompletableFuture().get());
    }

    void hangUp(String peer) throws Exception {
        succeed(everything.connection().commands().hangup(channel(peer)).toCompletableFuture().get());
    }

    private static void succeed(PbxCommands.Result result) {
        assertThat(result.toString(), result.ok(), is(true));
    }

    AmiProbe.Message act(String action, String... headers) throws IOException {
        return driver.act(action, headers);
    }

    /** As {@link #act}, and it must succeed. */
    AmiProbe.Message does(String action, String... headers) throws IOException {
        AmiProbe.Message answer = driver.act(action, headers);
        assertThat(action + ": " + answer, answer.get("Response"), is("Success"));
        return answer;
    }

    AmiProbe driver() {
        return driver;
    }

    /** The first event that fits, as who may read everything hears it. */
    AmiProbe.Message event(String name, String header, String value) {
        return driver.await(message -> message.isEvent(name) && message.get(header).contains(value));
    }

    /** Both see the call so, now or sooner or later. */
    PhoneCall await(PhoneCall.State state) {
        return await(call -> call.state() == state);
    }

    PhoneCall await(Predicate<PhoneCall> fits) {
        lean.await(fits);
        return everything.await(fits);
    }

    /** Both see the two talk with each other. */
    PhoneCall awaitTalk(String one, String other) {
        return await(call -> call.state() == PhoneCall.State.TALKING && up(call, one) && up(call, other));
    }

    private static boolean up(PhoneCall call, String peer) {
        return call.legs().stream().anyMatch(leg -> belongs(leg, peer) && leg.alive() && leg.answeredAt().isPresent());
    }

    /** The channel by which this peer takes part; its newest, if there are several. */
    String channel(String peer) {
        return everything.calls().stream().flatMap(call -> call.legs().stream()).filter(leg -> belongs(leg, peer) && leg.alive())
                .reduce((earlier, later) -> later).map(leg -> leg.channel().name())
                .orElseThrow(() -> new AssertionError(peer + " takes no part in " + everything.calls()));
    }

    private static boolean belongs(PhoneCall.Leg leg, String peer) {
        return leg.peer().map(Peer::name).filter(peer::equals).isPresent();
    }

    @Override
    public void close() {
        everything.close();
        lean.close();
        lab.close();
    }
}
