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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.ofbiz.asterisk.center.nodes.ModelNodes.Node;

/**
 * What holds of claims whatever the network, the clocks and the processes do; see {@link ModelClaims} for the invariants that are checked at each
 * Redirect. Besides, no row of a claim that failed, or of a node that died, keeps a caller waiting.
 */
@Tag("replay")
class NodeClaimsModelTest {

    private static final int TRIES = 300;
    /** Until a node serves the PBX, and then somebody claims each of the callers. */
    private static final int CLAIMED_WITHIN = 40_000;

    @Property(tries = TRIES)
    void eachCallerIsSentByOneNodeAtATime(@ForAll @Size(min = 50, max = 600) List<@IntRange(max = 9999) Integer> script) {
        ModelNodes model = new ModelNodes(script);
        ModelClaims claims = new ModelClaims(model);
        for (int i = 0; i < 3; i++) {
            model.start();
        }
        for (int i = 0; i < 20; i++) {
            model.pass(model.choose(4_000));
            happen(model);
        }
        model.calm();
        int before = claims.sent();
        model.pass(CLAIMED_WITHIN);
        assertThat("sent once all works again", claims.sent(), is(greaterThan(before)));
        assertThat("the longest wait", claims.longestWait(), is(lessThan((long) CLAIMED_WITHIN)));
    }

    private static void happen(ModelNodes model) {
        List<Node> alive = model.alive();
        Node one = alive.get(model.choose(alive.size()));
        switch (model.choose(8)) {
        case 0, 1, 2 -> one.stop(model.choose(9_999));
        case 3 -> one.setClock(model.choose(9_999) * 1_000L - 5_000_000L);
        case 4 -> {
            one.kill();
            model.start();
        }
        default -> model.pass(model.choose(1_000));
        }
    }

    @Property(tries = TRIES)
    void aNodeWithoutAnyTimeSendsNobodyWhenItsLeaseIsGone(@ForAll @Size(min = 50, max = 600) List<@IntRange(max = 9999) Integer> script) {
        ModelNodes model = new ModelNodes(script);
        new ModelClaims(model);
        for (int i = 0; i < 3; i++) {
            model.start();
        }
        model.pass(12_000);
        model.alive().forEach(node -> {
            if (node.leases().mayAct(ModelClaims.PBX)) {
                node.losesTime();
            }
        });
        model.pass(60_000);
    }
}
