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
package org.apache.ofbiz.asterisk.call.standby;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.ofbiz.asterisk.call.standby.AddressChoice.Reach;
import org.apache.ofbiz.asterisk.call.standby.AddressChoice.Seen;

/** What holds however two PBXs come and go, for hours. */
@Tag("replay")
class AddressChoicePropertiesTest {

    private static final Duration AFTER = Duration.ofSeconds(30);
    private static final long HOUR = 3_600;
    /** 30 s, 1, 2, 4, 8 min and then each 10 min, with time to connect. */
    private static final int MOST_CHANGES_AN_HOUR = 11;
    private static final List<Reach> REACHES = List.of(Reach.CONNECTED, Reach.AWAY, Reach.CONNECTING, Reach.REFUSED);

    /** Two PBXs, each in a state for some time, and who decides between them; a look each second. */
    private static final class House {
        private final AddressChoice choice;
        private final boolean returns;
        private final Map<Side, Reach> reach = new EnumMap<>(Map.of(Side.FIRST, Reach.CONNECTED, Side.STANDBY, Reach.CONNECTED));
        private final Deque<Long> changes = new ArrayDeque<>();
        private Side side = Side.FIRST;
        private Side owner = Side.FIRST;
        private long awayFor;
        private boolean idle;
        private boolean left;
        private long second;

        House(boolean returns) {
            this.returns = returns;
            this.choice = new AddressChoice(AFTER, returns, Side.FIRST);
        }

        void pass(int seconds) {
            for (int i = 0; i < seconds; i++) {
                look();
            }
        }

        private void look() {
            Reach now = reach.get(side);
            Side before = side;
            if (now == Reach.CONNECTED && side != owner) {
                owner = side;
                changes.add(second);
                changes.removeIf(at -> at <= second - HOUR);
                assertThat("changes within an hour: " + changes, changes.size(), lessThanOrEqualTo(MOST_CHANGES_AN_HOUR));
            }
            awayFor = side == owner && (now == Reach.AWAY || now == Reach.CONNECTING) ? awayFor + 1 : now == Reach.CONNECTED ? 0 : awayFor;
            left = side != owner || left && now != Reach.CONNECTED;
            Optional<Duration> other = reach.get(side.other()) == Reach.CONNECTED ? Optional.of(Duration.ofHours(2)) : Optional.empty();
            side = choice.look(new Seen(Duration.ofSeconds(second++), now, idle, other, Optional.empty()));
            if (side == before) {
                return;
            }
            if (now == Reach.CONNECTED) {
                assertThat("a PBX that is there is left when it's the standby, no call goes on, and an admin has allowed it",
                        returns && idle && before == Side.STANDBY, is(true));
            } else if (before == owner && !left) {
                assertThat("a PBX that refuses is not left", now == Reach.REFUSED, is(false));
                assertThat("left after " + awayFor, awayFor >= AFTER.toSeconds(), is(true));
            }
        }
    }

    @Property(tries = 300)
    void whoIsThereIsKeptWhoIsAwayIsLeftLateAndChangesAreFew(@ForAll boolean returns,
            @ForAll @Size(max = 60) List<@IntRange(max = 4 * 4 * 2 * 400 - 1) Integer> script) {
        House house = new House(returns);
        for (int step : script) {
            house.reach.put(Side.FIRST, REACHES.get(step % 4));
            house.reach.put(Side.STANDBY, REACHES.get(step / 4 % 4));
            house.idle = step / 16 % 2 == 0;
            house.pass(1 + step / 32);
        }
    }

    /** The longest patience is ten minutes; a refused login is tried again within five, and a login can take half a minute. */
    @Property(tries = 300)
    void whoIsThereAloneIsUsedInTheEnd(@ForAll Side there, @ForAll @Size(max = 30) List<@IntRange(max = 4 * 4 * 100 - 1) Integer> script) {
        House house = new House(false);
        for (int step : script) {
            house.reach.put(Side.FIRST, REACHES.get(step % 4));
            house.reach.put(Side.STANDBY, REACHES.get(step / 4 % 4));
            house.pass(1 + step / 16);
        }
        house.reach.put(there, Reach.CONNECTED);
        house.reach.put(there.other(), Reach.AWAY);

        house.pass(960);

        assertThat(house.side, is(there));
        assertThat(house.owner, is(there));
    }
}
