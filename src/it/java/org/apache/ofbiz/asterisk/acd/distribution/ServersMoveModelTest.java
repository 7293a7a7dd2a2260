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

import static org.apache.ofbiz.asterisk.acd.distribution.Scene.ANN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.BOB;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_ANN;
import static org.apache.ofbiz.asterisk.acd.distribution.Scene.PHONE_OF_BOB;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.LiveChannel;
import org.apache.ofbiz.asterisk.call.Party;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;

/**
 * One caller waits on a PBX that goes to and fro between two nodes, while agents claim the call, rows are written late or not at all, phones ring and
 * don't answer, and time passes. Nobody is sent by a node that has not the PBX, nor for a claim of before it had left, nor by anybody while they ring
 * at the phone of who has claimed them, whichever node has sent them there. And whatever has happened: once claims that are open are answered, and a
 * phone has had the time to ring, whoever has the PBX offers the caller, and one claim is enough.
 */
@Tag("replay")
class ServersMoveModelTest {

    private static final int TRIES = 400;
    private static final Duration RINGS = Scene.SUPPORT.ringTimeout().plus(Duration.ofSeconds(10));
    private static final int LONG = 80;

    @Property(tries = TRIES)
    void whoWaitsCanBeClaimedWhereverThePbxIs(@ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9999) Integer> script) {
        Desk holder = new Desk();
        Desk other = new Desk();
        holder.finds(Optional.empty());
        for (int choice : script) {
            int detail = choice / 10;
            switch (choice % 10) {
            case 0, 1, 2 -> {
                Optional<Person> rung = holder.rung;
                holder.loses();
                other.finds(rung);
                Desk former = holder;
                holder = other;
                other = former;
            }
            case 3, 4 -> holder.claims(detail % 2 == 0 ? ANN : BOB);
            case 5, 6 -> (detail % 3 == 0 ? other : holder).isAnswered(Optional.empty(), detail % 2 == 0);
            case 7 -> (detail % 3 == 0 ? other : holder).isAnswered(Optional.of(new Failure(
                    detail % 2 == 0 ? Failure.Kind.PBX_AWAY : Failure.Kind.NOT_KEPT, "")), false);
            default -> {
                holder.phoneStops();
                holder.scene.passes(Duration.ofSeconds(detail % LONG));
                other.scene.passes(Duration.ofSeconds(detail % LONG));
            }
            }
        }
        holder.canBeClaimed();
    }

    /** A node. */
    private static final class Desk {

        private final Scene scene = new Scene();
        private final Deque<Open> claims = new ArrayDeque<>();
        private boolean here;
        private PhoneCall call = Calls.waiting("1");
        /** At whose phone the caller rings, as long as the PBX is here. */
        private Optional<Person> rung = Optional.empty();
        /** How often the PBX has come. */
        private int turn;

        /** A claim whose row is being written. */
        private record Open(Person by, int turn, CompletableFuture<Optional<Failure>> answer) {
        }

        Desk() {
            scene.shared = new SharedClaims() {
                @Override
                public CompletionStage<Optional<Failure>> take(Claim claim) {
                    CompletableFuture<Optional<Failure>> answer = new CompletableFuture<>();
                    claims.add(new Open(claim.userLoginId().equals("ann") ? ANN : BOB, turn, answer));
                    return answer;
                }

                @Override
                public void release(String callId, String serverId, long released) {
                    // a row blocks nobody
                }
            };
            scene.signIn(ANN, BOB);
        }

        /** The list of channels. */
        private static CallEvent list(PhoneCall call, Optional<Person> rung) {
            LiveChannel caller = new LiveChannel(call.legs().get(0).channel(), true, new Party(Calls.CUSTOMER, ""),
                    rung.isPresent() ? "claim" : "waiting", rung.map(by -> phone(by).name()).orElse("s"), Optional.empty(), "");
            return new CallEvent.Resynchronised(Calls.START, List.of(caller));
        }

        private static Peer phone(Person agent) {
            return agent.equals(ANN) ? PHONE_OF_ANN : PHONE_OF_BOB;
        }

        void finds(Optional<Person> ringsAt) {
            here = true;
            turn++;
            rung = ringsAt;
            PhoneCall found = rung.map(by -> Calls.rings(Calls.waiting("1"), phone(by))).orElseGet(() -> Calls.waiting("1"));
            call = scene.happens(found, list(found, rung));
        }

        void loses() {
            here = false;
            rung = Optional.empty();
            scene.happens(Calls.leftTo(call), new CallEvent.Resynchronised(Calls.START, List.of()));
        }

        void phoneStops() {
            if (rung.isPresent()) {
                rung = Optional.empty();
                call = scene.happens(Calls.stopsRinging(call, DialResult.BUSY, 17));
            }
        }

        CompletionStage<Answer> claims(Person agent) {
            return scene.distributor.claim(call.callId(), agent, Optional.of("S-" + agent.userLoginId()), Optional.empty());
        }

        /** The row of the claim that is open longest. @param declines whether who is rung does, at once */
        void isAnswered(Optional<Failure> failure, boolean declines) {
            if (claims.isEmpty()) {
                return;
            }
            Open claim = claims.remove();
            scene.news();
            claim.answer().complete(failure);
            List<String> news = scene.news();
            boolean sent = news.stream().anyMatch(line -> line.startsWith("REDIRECT"));
            if (!here || claim.turn() != turn || failure.isPresent()) {
                assertThat("not this node's any more: " + news, sent, is(false));
            } else if (sent) {
                assertThat("who has won before", rung, is(Optional.empty()));
                rung = Optional.of(claim.by());
                call = scene.happens(Calls.rings(call, phone(claim.by())));
                if (declines) {
                    phoneStops();
                }
            }
        }

        void canBeClaimed() {
            while (!claims.isEmpty()) {
                isAnswered(Optional.of(new Failure(Failure.Kind.NOT_KEPT, "")), false);
            }
            phoneStops();
            scene.passes(RINGS);
            assertThat("offered", scene.distributor.signIn("S-bob-2", BOB).offers().stream().map(offer -> offer.call().callId()).toList(),
                    is(List.of(call.callId())));
            CompletionStage<Answer> claim = claims(BOB);
            assertThat("open claims", claims.size(), is(1));
            scene.news();
            claims.remove().answer().complete(Optional.empty());
            assertThat(Scene.said(claim), is("ok"));
            assertThat(scene.news(), hasItem("REDIRECT PJSIP/trunk-1 to 1002@claim"));
            assertThat("problems", scene.problems, is(empty()));
        }
    }
}
