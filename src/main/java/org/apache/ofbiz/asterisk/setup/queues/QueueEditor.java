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
package org.apache.ofbiz.asterisk.setup.queues;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands.Contents;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands.Edit;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands.LiveQueue;
import org.apache.ofbiz.asterisk.call.queues.ConfigSection;

/**
 * Reads and changes the queues of one PBX by AMI. It waits for the PBX: each question at most the action timeout (5 s). Thread-safe.
 */
public final class QueueEditor {

    private static final String ALL_QUEUES = "queues.conf";
    private static final String MUSIC = "musiconhold.conf";
    private static final String MODULE = "app_queue.so";
    private static final String NO_FILE = "not found";

    private final ConfigCommands pbx;

    public QueueEditor(ConfigCommands pbx) {
        this.pbx = pbx;
    }

    /** What the AMI user may do with the file. */
    public enum Access {
        WRITABLE,
        /** It lacks the class config. */
        NOT_PERMITTED,
        OFFLINE
    }

    /**
     * What the PBX has.
     *
     * @param known        whether the AMI user may read the file
     * @param exists       whether the file is there
     * @param included     whether the PBX reads it; empty where that isn't known before the first change
     * @param elsewhere    queues that are in other files or in a database, in lower case
     * @param calls        queues with callers, in lower case
     * @param musicClasses to choose from
     */
    public record State(Access access, QueuesFile file, boolean known, boolean exists, Optional<Boolean> included, Set<String> elsewhere,
                        Set<String> calls, List<String> musicClasses) {
        public State {
            elsewhere = Set.copyOf(elsewhere);
            calls = Set.copyOf(calls);
            musicClasses = List.copyOf(musicClasses);
        }

        /** Of a PBX that can't be asked. */
        public static State offline() {
            return new State(Access.OFFLINE, QueuesFile.empty(), false, false, Optional.empty(), Set.of(), Set.of(), List.of());
        }
    }

    /** What became of a change. */
    public enum Outcome {
        /** In the file, and in the PBX's memory. */
        DONE,
        /** In the file; the PBX doesn't read it. */
        NOT_INCLUDED,
        /** The AMI user lacks the class config. */
        NOT_PERMITTED,
        /** The PBX didn't take all of it, or didn't say so. */
        FAILED
    }

    /** @param detail the PBX's own words */
    public record Applied(Outcome outcome, String detail) {
    }

    /** Reads the file and what else the PBX has. */
    public State read() {
        Contents ours = wait(pbx.read(QueuesFile.NAME));
        boolean missing = ours.failure().filter(failure -> failure.detail().toLowerCase(Locale.ROOT).contains(NO_FILE)).isPresent();
        Set<LiveQueue> live = wait(pbx.queues()).orElse(Set.of());
        Set<String> calls = live.stream().filter(queue -> queue.callers() > 0).map(queue -> lower(queue.name())).collect(Collectors.toSet());
        if (ours.failure().isPresent() && !missing) {
            Access access = ours.failure().get().kind() == Failure.Kind.NOT_PERMITTED ? Access.NOT_PERMITTED : Access.OFFLINE;
            return new State(access, QueuesFile.empty(), false, false, Optional.empty(), live.stream().map(queue -> lower(queue.name()))
                    .collect(Collectors.toSet()), calls, List.of());
        }
        Access access = wait(pbx.mayUpdate()).failure().map(failure -> failure.kind() == Failure.Kind.NOT_PERMITTED ? Access.NOT_PERMITTED
                : Access.OFFLINE).orElse(Access.WRITABLE);
        QueuesFile file = new QueuesFile(ours.sections());
        List<ConfigSection> all = wait(pbx.read(ALL_QUEUES)).sections();
        Optional<Boolean> included = file.sections().isEmpty() ? Optional.empty()
                : Optional.of(file.sections().stream().anyMatch(own -> all.stream().anyMatch(section -> section.name().equals(own.name()))));
        Set<String> elsewhere = Stream.concat(all.stream().filter(section -> !section.template()).map(ConfigSection::name),
                live.stream().map(LiveQueue::name)).map(QueueEditor::lower).collect(Collectors.toCollection(TreeSet::new));
        file.queues().forEach(queue -> elsewhere.remove(lower(queue.name())));
        List<String> music = wait(pbx.read(MUSIC)).sections().stream().filter(section -> !section.template()).map(ConfigSection::name)
                .filter(name -> !name.equals("general")).sorted().toList();
        return new State(access, file, true, !missing, included, elsewhere, calls, music);
    }

    /** Makes the file the other one, lets the PBX read it, and looks whether it did. */
    public Applied apply(State state, QueuesFile wanted) {
        QueuesFile after = wanted.marked();
        if (!state.exists()) {
            Result made = wait(pbx.create(QueuesFile.NAME));
            if (!made.ok()) {
                return failed(made);
            }
        }
        List<List<Edit>> steps = state.file().editsTo(after);
        for (int i = 0; i < steps.size(); i++) {
            Result done = wait(pbx.update(QueuesFile.NAME, steps.get(i), i == steps.size() - 1 ? Optional.of(MODULE) : Optional.empty()));
            if (!done.ok()) {
                return failed(done);
            }
        }
        Contents now = wait(pbx.read(QueuesFile.NAME));
        if (now.failure().isPresent() || !new QueuesFile(now.sections()).changesTo(after).isEmpty()) {
            return new Applied(Outcome.FAILED, now.failure().map(Failure::detail).orElse(QueuesFile.NAME));
        }
        Set<String> live = wait(pbx.queues()).orElse(Set.of()).stream().map(queue -> lower(queue.name())).collect(Collectors.toSet());
        boolean all = after.queues().stream().allMatch(queue -> live.contains(lower(queue.name())));
        boolean included = wait(pbx.read(ALL_QUEUES)).sections().stream().anyMatch(section -> section.name().equals(QueuesFile.MARK));
        if (!included) {
            return new Applied(Outcome.NOT_INCLUDED, "");
        }
        return all ? new Applied(Outcome.DONE, "") : new Applied(Outcome.FAILED, "QueueSummary");
    }

    private static Applied failed(Result result) {
        Failure failure = result.failure().orElseThrow();
        return new Applied(failure.kind() == Failure.Kind.NOT_PERMITTED ? Outcome.NOT_PERMITTED : Outcome.FAILED, failure.detail());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static <T> T wait(CompletionStage<T> answer) {
        return answer.toCompletableFuture().join();
    }
}
