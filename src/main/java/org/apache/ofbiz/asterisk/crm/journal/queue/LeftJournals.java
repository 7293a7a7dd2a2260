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
package org.apache.ofbiz.asterisk.crm.journal.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.base.util.Debug;

/**
 * The journals of other OFBiz nodes on a disk that all of them have. What a node left that ended goes into the journal of a living one: of the
 * living ones, the one that gets the lock of the folder, which the system takes from a process that ends, however it does. Not thread-safe.
 */
public final class LeftJournals {

    private static final String MODULE = LeftJournals.class.getName();

    private final Path own;
    private final String part;
    private final JournalLimits limits;

    /**
     * @param own  the folder of this node, which may be a link to one that is beside those of the others
     * @param part what is below the folder of each node: the name of the delegator
     */
    public LeftJournals(Path own, String part, JournalLimits limits) {
        this.own = own;
        this.part = part;
        this.limits = limits;
    }

    /**
     * Takes over what is left now. A call about which the journal has something to write itself waits until that is written. May wait for the
     * disk.
     *
     * @return how many calls were taken over
     */
    public int takeOver(JournalQueue into) {
        return left().stream().mapToInt(folder -> takeOver(folder, into)).sum();
    }

    private List<Path> left() {
        try (Stream<Path> nodes = Files.list(own.toRealPath().resolve("..").normalize())) {
            return nodes.filter(this::isAnother).map(node -> node.resolve(part)).filter(QueueFolder::isLeft).toList();
        } catch (IOException | UncheckedIOException e) {
            Debug.logInfo("Can't look for journals of other nodes beside " + own + ": " + e.getMessage(), MODULE);
            return List.of();
        }
    }

    /** This process must not even touch the lock of its own folder by another name: closing it would give the lock up. */
    private boolean isAnother(Path node) {
        try {
            return !Files.isSameFile(node, own);
        } catch (IOException e) {
            return false; // it went away, or leads nowhere
        }
    }

    private int takeOver(Path folder, JournalQueue into) {
        int taken = 0;
        try (JournalQueue left = new JournalQueue(Optional.of(folder), limits, (what, cause) ->
                Debug.logInfo("Not taking over the journal " + folder + " now, " + what + ": " + cause.getMessage(), MODULE))) {
            for (Optional<JournalQueue.Entry> entry = left.take(); entry.isPresent(); entry = left.take()) {
                if (into.takeOver(entry.get())) {
                    left.written(entry.get());
                    taken++;
                }
            }
            if (left.unreadable() > 0) {
                Debug.logWarning(left.unreadable() + " journal lines of another node in " + folder + " couldn't be read", MODULE);
            }
        }
        return taken;
    }
}
