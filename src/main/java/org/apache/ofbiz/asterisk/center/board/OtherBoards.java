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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.AgentState;
import org.apache.ofbiz.asterisk.acd.board.ActiveCall;
import org.apache.ofbiz.asterisk.acd.board.AgentFigures;
import org.apache.ofbiz.asterisk.acd.board.BoardChange;
import org.apache.ofbiz.asterisk.acd.board.BoardState;
import org.apache.ofbiz.asterisk.acd.board.GroupFigures;
import org.apache.ofbiz.asterisk.center.relay.SharedRows;

/**
 * What this node and the other ones tell each other of the servers that each of them serves, and how it is put together. Agents are by their
 * userLoginId. Thread-safe: what others say comes on other threads than what is asked.
 */
final class OtherBoards implements SharedRows {

    private final Function<String, Optional<String>> hosts;
    private final Consumer<String> messages;

    // guarded by this; nothing that takes another lock is called within
    private final BoardState own = new BoardState();
    private final Map<String, BoardState> boards = new HashMap<>();
    /** Of nodes that have begun to tell all. */
    private final Map<String, BoardState> coming = new HashMap<>();
    private final Set<String> changedUsers = new HashSet<>();
    private final Set<String> changedCalls = new HashSet<>();
    private volatile Runnable listener = () -> { };

    /**
     * @param hosts    the node that has the calls of a user; empty for this one
     * @param messages takes texts for all other nodes
     */
    OtherBoards(Function<String, Optional<String>> hosts, Consumer<String> messages) {
        this.hosts = hosts;
        this.messages = messages;
    }

    /** @param changed called after each change; must not block */
    void whenChanged(Runnable changed) {
        listener = changed;
    }

    /** Whether any other node has told anything. */
    synchronized boolean any() {
        return !boards.isEmpty();
    }

    /** Tells other nodes of rows of this node that have changed. @param rows each of {@code part()} */
    void tell(Instant at, NodeRows rows) {
        BoardChange change;
        synchronized (this) {
            change = own.become(at, rows.groups(), rows.agents(), rows.calls());
        }
        NodeRows.texts(change).forEach(messages);
    }

    @Override
    public synchronized List<String> whole() {
        return NodeRows.texts(own.whole(Instant.EPOCH));
    }

    @Override
    public synchronized void begins(String nodeId) {
        coming.put(nodeId, new BoardState());
    }

    @Override
    public void says(String nodeId, String text) {
        NodeRows rows = NodeRows.read(text);
        synchronized (this) {
            Optional<BoardState> begun = Optional.ofNullable(coming.get(nodeId));
            BoardState board = begun.orElseGet(() -> boards.computeIfAbsent(nodeId, id -> new BoardState()));
            board.become(Instant.EPOCH, rows.groups(), rows.agents(), rows.calls());
            if (begun.isPresent()) {
                return;
            }
            changedUsers.addAll(rows.agents().keySet());
            changedCalls.addAll(rows.calls().keySet());
        }
        listener.run();
    }

    @Override
    public void isComplete(String nodeId) {
        synchronized (this) {
            BoardState now = coming.remove(nodeId);
            if (now == null) {
                return;
            }
            changed(now);
            Optional.ofNullable(boards.put(nodeId, now)).ifPresent(this::changed);
        }
        listener.run();
    }

    @Override
    public void isGone(String nodeId) {
        synchronized (this) {
            coming.remove(nodeId);
            BoardState before = boards.remove(nodeId);
            if (before == null) {
                return;
            }
            changed(before);
        }
        listener.run();
    }

    private void changed(BoardState board) {
        changedUsers.addAll(board.agents().keySet());
        changedCalls.addAll(board.calls().keySet());
    }

    /** Users of whom another node has told since this was asked last. */
    synchronized Set<String> takeUsers() {
        Set<String> taken = Set.copyOf(changedUsers);
        changedUsers.clear();
        return taken;
    }

    /** Calls of which another node has told since this was asked last; empty for one that is none of theirs any more. */
    synchronized Map<String, Optional<ActiveCall>> takeCalls() {
        Map<String, Optional<ActiveCall>> taken = new HashMap<>();
        changedCalls.forEach(callId -> taken.put(callId, call(callId)));
        changedCalls.clear();
        return taken;
    }

    /** The call, where another node has it. */
    synchronized Optional<ActiveCall> call(String callId) {
        return boards.values().stream().flatMap(board -> board.call(callId).stream()).findFirst();
    }

    /** The sum of what other nodes have of a group. */
    synchronized Optional<GroupFigures> group(String groupId) {
        return boards.values().stream().flatMap(board -> board.group(groupId).stream()).reduce(GroupFigures::plus);
    }

    /** The agent with what other nodes know: what they do is what the node says that has their calls. @param here what this node knows */
    AgentFigures agent(String userLoginId, AgentFigures here) {
        Optional<String> host = hosts.apply(userLoginId);
        synchronized (this) {
            AgentFigures all = here;
            for (AgentFigures there : told(userLoginId)) {
                all = all.plus(there.today());
            }
            return host.isEmpty() ? all : all.doing(ofNode(host.get(), userLoginId).orElseGet(() -> signedOut(here)));
        }
    }

    private Collection<AgentFigures> told(String userLoginId) {
        List<AgentFigures> told = new ArrayList<>();
        boards.values().forEach(board -> board.agent(userLoginId).ifPresent(told::add));
        return told;
    }

    private Optional<AgentFigures> ofNode(String nodeId, String userLoginId) {
        return Optional.ofNullable(boards.get(nodeId)).flatMap(board -> board.agent(userLoginId));
    }

    private static AgentFigures signedOut(AgentFigures agent) {
        return new AgentFigures(agent.partyId(), agent.name(), agent.groupIds(), AgentState.Status.SIGNED_OUT, Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), agent.today());
    }

    /** What the agent does. @param here what this node knows */
    AgentState.Status status(String userLoginId, AgentState.Status here) {
        Optional<String> host = any() ? hosts.apply(userLoginId) : Optional.empty();
        synchronized (this) {
            return host.map(nodeId -> ofNode(nodeId, userLoginId).map(AgentFigures::status).orElse(AgentState.Status.SIGNED_OUT)).orElse(here);
        }
    }
}
