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
package org.apache.ofbiz.asterisk.center.board;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.board.AlarmTurn;
import org.apache.ofbiz.asterisk.acd.board.BoardGroup;
import org.apache.ofbiz.asterisk.acd.board.CallFigure;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.board.BoardGroups;
import org.apache.ofbiz.asterisk.crm.board.SavedFigures;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;

/**
 * Where the wallboard learns of what is.
 *
 * @param roster from memory
 * @param groups those that are enabled; reads
 * @param users  by userLoginId
 * @param states what an agent does now, by userLoginId
 * @param talks  calls of agents
 * @param saved  calls that are in the database
 * @param numbers how pages show a number now; reads
 * @param watched whether the limits of a group count now: its PBX is served here, and its hours say that it takes calls
 */
public record BoardSources(Roster roster, Supplier<List<BoardGroup>> groups, Function<String, Optional<Person>> users,
                           Function<String, Optional<AgentState>> states, AgentTalks talks, Saved saved,
                           Supplier<UnaryOperator<String>> numbers, Predicate<BoardGroup> watched) {

    private static final Duration NAMES_KEPT = Duration.ofMinutes(5);
    private static final int MOST_NAMES = 10_000;

    /** Calls that are in the database. */
    public interface Saved {

        /** Tells of each call that began in this time. @throws RuntimeException when the database doesn't answer */
        void read(Instant from, Instant until, Consumer<CallFigure> each);
    }

    /**
     * What the wallboard asks and tells besides.
     *
     * @param served whether this node serves the PBX with this serverId
     * @param open   whether the group with this groupId takes calls now
     * @param alarms told of each; must not block
     * @param nodes  this one and others
     */
    public record Surroundings(Predicate<String> served, Predicate<String> open, Consumer<AlarmTurn> alarms, BoardNodes nodes) {
    }

    /** Those of a call center, which hear what agents do. */
    public static BoardSources of(Delegator delegator, Settings settings, Roster roster, CallDistributor distributor, Surroundings around) {
        UserDirectory directory = new UserDirectory(delegator);
        LoadingCache<String, Optional<Person>> users = CacheBuilder.newBuilder().maximumSize(MOST_NAMES).expireAfterWrite(NAMES_KEPT)
                .build(CacheLoader.from(directory::withLogin));
        AgentTalks talks = new AgentTalks();
        distributor.addListener(talks);
        return new BoardSources(roster, new BoardGroups(delegator, settings), users::getUnchecked, distributor.agents()::state, talks,
                new SavedFigures(delegator)::read, () -> TelephoneNumbers.of(delegator, settings)::display,
                group -> around.served().test(group.serverId()) && around.open().test(group.groupId()));
    }
}
