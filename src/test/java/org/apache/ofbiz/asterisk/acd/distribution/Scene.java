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
package org.apache.ofbiz.asterisk.acd.distribution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.CallerDirectory;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.Dispositions;
import org.apache.ofbiz.asterisk.acd.EarlierCall;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.acd.PauseReason;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.SavedAgent;
import org.apache.ofbiz.asterisk.acd.threads.AcdThreads;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * A desk with the group SUPPORT of Ann (1001), Bob (1002) and Cem (1003), and Dan (1004), who is in no group. Work runs at once, time
 * is moved by the test, and everything that the desk tells or asks of the PBX is written down in {@link #log}.
 */
public final class Scene extends ScenePbx implements AgentDirectory, CallerDirectory, Dispositions, DialRules {

    public static final Person ANN = new Person("ann", "P-ANN", "Ann");
    public static final Person BOB = new Person("bob", "P-BOB", "Bob");
    public static final Person CEM = new Person("cem", "P-CEM", "Cem");
    public static final Person DAN = new Person("dan", "P-DAN", "Dan");
    public static final Peer PHONE_OF_ANN = extension("1001", ANN);
    public static final Peer PHONE_OF_BOB = extension("1002", BOB);
    public static final Peer PHONE_OF_CEM = extension("1003", CEM);
    public static final Peer PHONE_OF_DAN = extension("1004", DAN);
    public static final Group SUPPORT = new Group("SUPPORT", "Support", "PBX", Duration.ofSeconds(20), "");

    // Tests read and set these freely. ALLOW PUBLIC FIELDS
    Set<String> members = new LinkedHashSet<>(List.of("ann", "bob", "cem"));
    final Set<String> supervisors = new HashSet<>();
    final Map<String, List<Peer>> extensions = new HashMap<>(Map.of("ann", List.of(PHONE_OF_ANN), "bob", List.of(PHONE_OF_BOB),
            "cem", List.of(PHONE_OF_CEM), "dan", List.of(PHONE_OF_DAN)));
    final List<Throwable> problems = new ArrayList<>();
    public final CallDistributor distributor;
    Optional<RuntimeException> database = Optional.empty();
    Optional<Group> group = Optional.of(SUPPORT);
    /** Others that exist, with the same members. */
    final List<Group> otherGroups = new ArrayList<>();
    int lookUps;
    int callsLeft = Integer.MAX_VALUE;
    private final List<Due> due = Collections.synchronizedList(new ArrayList<>());
    private Instant now = Calls.START;
    /** How far off the clock of the day is. */
    private Duration off = Duration.ZERO;
    /** By user, as the database has it. */
    final Map<String, SavedAgent> kept = new ConcurrentHashMap<>();
    /** In the order in which they began. */
    final Map<String, PauseInterval> pauses = Collections.synchronizedMap(new LinkedHashMap<>());
    /** callIds of calls whose end was written down. */
    final Set<String> disposed = new HashSet<>();
    Optional<EarlierCall> earlier = Optional.empty();
    // FORBID PUBLIC FIELDS

    private record Due(Instant at, Runnable task) {
    }

    public Scene() {
        this(Runnable::run);
    }

    public Scene(Executor workers) {
        ScheduledExecutorService timers = mock(ScheduledExecutorService.class, withSettings().stubOnly());
        when(timers.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            due.add(new Due(now.plusMillis(call.<TimeUnit>getArgument(2).toMillis(call.getArgument(1))), call.getArgument(0)));
            return null;
        });
        Clock clock = mock(Clock.class, withSettings().stubOnly());
        when(clock.instant()).thenAnswer(call -> now.plus(off));
        distributor = new CallDistributor(this, this, this, this, this, call -> Optional.empty(), clock,
                AcdThreads.of(workers, timers), (what, cause) -> problems.add(cause));
        distributor.addListener(this);
    }

    private static Peer extension(String name, Person owner) {
        return new Peer("PEER-" + name, "PBX", "PJSIP", name, Peer.Type.EXTENSION, Optional.of(owner), Optional.empty(), Optional.empty(), true);
    }

    public void passes(Duration time) {
        now = now.plus(time);
        List<Due> ripe = due.stream().filter(timer -> !timer.at().isAfter(now)).toList();
        due.removeAll(ripe);
        ripe.forEach(timer -> timer.task().run());
    }

    /** The clock of the day is set, forwards or back; timers go on as they do. */
    void clockIsSet(Duration by) {
        off = off.plus(by);
    }

    /** Nothing happened that the test did not speak of. */
    void hasNoMoreNews() {
        assertThat("news that nobody asked for", log, is(empty()));
        assertThat("problems", problems, is(empty()));
    }

    void signIn(Person... users) {
        for (Person user : users) {
            distributor.signIn("S-" + user.userLoginId(), user);
        }
    }

    public PhoneCall happens(PhoneCall call) {
        return happens(call, Calls.event());
    }

    public PhoneCall happens(PhoneCall call, CallEvent event) {
        distributor.callChanged(call, event);
        return call;
    }

    /** A call waits in SUPPORT; Ann and Bob, who are signed in, have been offered it. */
    PhoneCall offered() {
        PhoneCall call = happens(Calls.waiting("1"));
        assertThat(news(), contains("NC PBX:1 to [ann, bob]"));
        return call;
    }

    /** The call that was {@link #offered}, with Ann's claim on its way to her phone. */
    PhoneCall claimedByAnn() {
        PhoneCall call = offered();
        assertThat(claims(ANN, call), is("ok"));
        assertThat(news(), contains("OC PBX:1 CLAIMED by Ann to [ann, bob] except S-ann", "CALL PBX:1 DIALING for ann",
                "REDIRECT PJSIP/trunk-1 to 1001@claim"));
        return call;
    }

    /** @return "ok", or the refusal's code and detail */
    String claims(Person user, PhoneCall call) {
        return said(distributor.claim(call.callId(), user, Optional.of("S-" + user.userLoginId()), Optional.empty()));
    }

    static String said(CompletionStage<Answer> answer) {
        return answer.toCompletableFuture().isDone() ? said(answer.toCompletableFuture().join()) : "not answered yet";
    }

    static String said(Answer answer) {
        return answer.refusal().map(refusal -> (refusal.code() + " " + refusal.detail()).strip()).orElse("ok");
    }

    @Override
    public Optional<Group> group(String groupId) {
        failWithoutDatabase();
        return Stream.concat(group.stream(), otherGroups.stream()).filter(known -> known.groupId().equals(groupId)).findFirst();
    }

    @Override
    public List<String> members(String groupId) {
        return List.copyOf(members);
    }

    @Override
    public List<Membership> memberships(String userLoginId) {
        failWithoutDatabase();
        return group.filter(own -> members.contains(userLoginId)).stream()
                .map(own -> new Membership(SUPPORT, supervisors.contains(userLoginId) ? "SUPERVISOR" : "AGENT")).toList();
    }

    @Override
    public List<Peer> extensions(String userLoginId) {
        return extensions.getOrDefault(userLoginId, List.of());
    }

    @Override
    public List<PauseReason> pauseReasons() {
        return List.of(new PauseReason("LUNCH", "Lunch"), new PauseReason("BREAK", "Break"));
    }

    @Override
    public Optional<SavedAgent> recall(String userLoginId) {
        return Optional.ofNullable(kept.get(userLoginId));
    }

    @Override
    public void keep(String userLoginId, SavedAgent agent) {
        failWithoutDatabase();
        kept.put(userLoginId, agent);
    }

    @Override
    public void keep(PauseInterval pause) {
        failWithoutDatabase();
        pauses.put(pause.key(), pause);
    }

    void failWithoutDatabase() {
        if (database.isPresent()) {
            throw database.get();
        }
    }

    @Override
    public boolean disposed(String callId) {
        return disposed.contains(callId);
    }

    @Override
    public Optional<EarlierCall> earlier(String partyId, String exceptCallId) {
        return earlier;
    }

    @Override
    public Caller look(String number, String partyProfileUrl) {
        lookUps++;
        return new Caller(number, "+" + number, number, List.of(new Match("P-MARI", "Mari", "/profile?partyId=P-MARI", "CM-1")),
                CallerDirectory.MatchedOn.E164, "/profile");
    }

    @Override
    public Match party(String partyId, String partyProfileUrl) {
        return new Match(partyId, "Mari", "/profile?partyId=" + partyId, "");
    }

    @Override
    public Checked check(Person user, String number, Numbering pbx) {
        return number.startsWith("900") ? Checked.refused(new Refusal(Refusal.Code.NUMBER_NOT_ALLOWED, number))
                : Checked.dialable(number.replace(" ", ""), pbx.isExtension(number) ? Where.INSIDE
                        : number.equals("112") ? Where.EMERGENCY : Where.OUTSIDE);
    }

    @Override
    public Optional<Refusal> refusedPhone(Person user, Peer phone, Numbering pbx) {
        return "Local".equals(phone.technology())
                ? Optional.of(new Refusal(Refusal.Code.INTERNATIONAL_NOT_PERMITTED, phone.name())) : Optional.empty();
    }

    @Override
    public void refused(Person user, String number, Refusal refusal) {
        // the log is not what these tests are about
    }

    @Override
    public Optional<Refusal> admit(Person user, Checked checked) {
        return callsLeft-- > 0 ? Optional.empty()
                : Optional.of(new Refusal(Refusal.Code.CALL_LIMIT_REACHED, "1"));
    }

    @Override
    public Duration extensionRingTime() {
        return Duration.ofSeconds(20);
    }

    @Override
    public Optional<String> recordingFile(String serverId, String channelId) {
        return Optional.of("/rec/out.wav");
    }
}
