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
package org.apache.ofbiz.asterisk.center.nodes;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.ofbiz.asterisk.center.nodes.ModelNodes.Node;

/** What holds of leases whatever the network, the clocks and the processes do, see {@link ModelNodes}. */
@Tag("replay")
class NodeLeasesModelTest {

    private static final int TRIES = 300;
    private static final int TAKEN_WITHIN = 10_000;
    /** Of a lease that was given back: the next round of the others, and what a statement takes. */
    private static final int TAKEN_AT_ONCE = 1_000;
    private static final int LOOK_EVERY = 50;
    private static final Set<String> TEN = IntStream.range(0, 10).mapToObj(i -> "S" + i).collect(Collectors.toUnmodifiableSet());

    @Property(tries = TRIES)
    void twoNodesNeverActAtOnce(@ForAll @Size(min = 50, max = 600) List<@IntRange(max = 9999) Integer> script) {
        ModelNodes model = new ModelNodes(script);
        for (int i = 0; i < 3; i++) {
            model.start();
        }
        for (int i = 0; i < 20; i++) {
            model.pass(model.choose(4_000));
            happen(model);
        }
        model.calm();
        assertThat("all are served again: " + model.acting(), allServedWithin(2 * TAKEN_WITHIN, model), is(true));
    }

    /** Whether there is a moment when they are; a server that moves to another node isn't served for a moment. */
    private static boolean allServedWithin(int millis, ModelNodes model) {
        for (int passed = 0; passed < millis && !model.acting().keySet().equals(ModelNodes.SERVERS); passed += LOOK_EVERY) {
            model.pass(LOOK_EVERY);
        }
        return model.acting().keySet().equals(ModelNodes.SERVERS);
    }

    private static void happen(ModelNodes model) {
        List<Node> alive = model.alive();
        Node one = alive.get(model.choose(alive.size()));
        switch (model.choose(8)) {
        case 0, 1 -> one.stop(model.choose(9_999));
        case 2 -> one.setClock(model.choose(9_999) * 1_000L - 5_000_000L);
        case 3 -> {
            one.kill();
            model.start();
        }
        case 4 -> {
            one.close();
            model.start();
        }
        default -> model.pass(model.choose(1_000));
        }
    }

    @Property(tries = TRIES)
    void serversOfADeadNodeAreTakenInTime(@ForAll @Size(min = 5, max = 40) List<@IntRange(max = 9999) Integer> script) {
        ModelNodes model = new ModelNodes(script);
        model.calm();
        for (int i = 0; i < 3; i++) {
            model.start();
        }
        model.pass(40_000 + model.choose(3_000));
        model.start();
        model.alive().get(model.choose(3)).kill();
        assertThat("after a death: " + model.acting(), allServedWithin(TAKEN_WITHIN, model), is(true));
        model.alive().get(model.choose(2)).close();
        assertThat("after a clean stop: " + model.acting(), allServedWithin(TAKEN_AT_ONCE, model), is(true));
    }

    @Property(tries = TRIES)
    void serversThatTrunksJoinAreOfOneNode(@ForAll @Size(min = 5, max = 40) List<@IntRange(max = 9999) Integer> script) {
        ModelNodes model = new ModelNodes(script);
        model.calm();
        Set<String> joined = List.of(Set.of("A", "C"), Set.of("B", "C", "D"), ModelNodes.SERVERS).get(model.choose(3));
        boolean early = model.choose(2) == 0;
        if (early) {
            model.join(joined);
        }
        for (int i = 0; i < 3; i++) {
            model.start();
            model.pass(model.choose(4) * 5_000L);
        }
        model.pass(60_000);
        model.join(joined);
        model.pass(early ? 0 : 90_000);
        isOfOneNode(model, joined);
        model.alive().get(model.choose(3)).kill();
        assertThat("after a death: " + model.acting(), allServedWithin(TAKEN_WITHIN, model), is(true));
        model.pass(60_000);
        isOfOneNode(model, joined);
    }

    private static void isOfOneNode(ModelNodes model, Set<String> joined) {
        assertThat("all are served: " + model.acting(), model.acting().keySet(), is(ModelNodes.SERVERS));
        assertThat(joined + " of " + model.acting(), joined.stream().map(model.acting()::get).collect(Collectors.toSet()), hasSize(1));
        if (!joined.equals(ModelNodes.SERVERS)) {
            assertThat("others are spread: " + model.acting(), Set.copyOf(model.acting().values()).size(), greaterThan(1));
        }
    }

    @Property(tries = TRIES)
    void serversAreSpreadEvenly(@ForAll @Size(min = 5, max = 40) List<@IntRange(max = 9999) Integer> script) {
        ModelNodes model = new ModelNodes(script);
        model.calm();
        int nodes = 2 + model.choose(3);
        for (int i = 0; i < nodes; i++) {
            model.start();
            model.pass(model.choose(4) * 5_000L);
        }
        model.pass(90_000);
        Map<Integer, Long> counts = model.acting().values().stream().collect(Collectors.groupingBy(node -> node, Collectors.counting()));
        List<Long> servers = new ArrayList<>(Collections.nCopies(nodes - counts.size(), 0L));
        servers.addAll(counts.values());
        assertThat("all are served: " + model.acting(), model.acting().keySet(), is(ModelNodes.SERVERS));
        assertThat(servers.toString(), servers, everyItem(lessThanOrEqualTo(Collections.min(servers) + 1)));
    }

    /** Which servers move, and how long it takes until the nodes have about the same. */
    private record Moves(ModelNodes model, long before) {

        static Moves of(ModelNodes model) {
            return new Moves(model, taken(model));
        }

        private static long taken(ModelNodes model) {
            return TEN.stream().mapToLong(serverId -> model.lease(serverId).fencing()).sum();
        }

        /** @param needed leases that must be taken at least @param within milliseconds */
        void areFew(String what, int needed, int within) {
            long began = model.now();
            while (!isEven() && model.now() < began + within) {
                model.pass(LOOK_EVERY);
            }
            assertThat(what + " is even: " + model.acting(), isEven(), is(true));
            model.pass(60_000);
            assertThat(what + " stays even: " + model.acting(), isEven(), is(true));
            assertThat(what + ": leases taken", taken(model) - before, lessThanOrEqualTo((long) needed));
        }

        private boolean isEven() {
            Map<Integer, Long> counts = model.acting().values().stream().collect(Collectors.groupingBy(node -> node, Collectors.counting()));
            long fewest = counts.size() < model.alive().size() ? 0 : Collections.min(counts.values());
            return model.acting().keySet().equals(TEN) && Collections.max(counts.values()) <= fewest + 1;
        }
    }

    /** Each move loses a PBX for a moment. */
    @Property(tries = TRIES / 3)
    void noServerMovesThatNeedNotMove(@ForAll @Size(min = 5, max = 40) List<@IntRange(max = 9999) Integer> script) {
        ModelNodes model = new ModelNodes(script, TEN);
        model.calm();
        boolean together = model.choose(2) == 0;
        model.start();
        model.pass(together ? 0 : 10_000);
        Moves moves = Moves.of(model);
        for (int i = 1; i < 8; i++) {
            model.start();
            model.pass(together ? 0 : model.choose(4) * 1_500L);
        }
        moves.areFew(together ? "all started" : "seven joined", together ? 10 : 8, 30_000);
        Moves joined = Moves.of(model);
        model.start();
        joined.areFew("one joined eight", 1, 30_000);
        for (boolean killed : List.of(true, false)) {
            int number = model.acting().get("S" + model.choose(10));
            long own = model.acting().values().stream().filter(holder -> holder == number).count();
            Moves left = Moves.of(model);
            if (killed) {
                model.node(number).kill();
            } else {
                model.node(number).close();
            }
            left.areFew(killed ? "one died" : "one stopped", (int) own, killed ? TAKEN_WITHIN : TAKEN_AT_ONCE);
        }
    }
}
