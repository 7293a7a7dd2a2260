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
package org.apache.ofbiz.asterisk.call.queues;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;

/**
 * Configuration files and stored values of one PBX. Values with CR, LF or NUL are refused. Thread-safe; never blocks; each stage completes
 * within the action timeout (5 s), never exceptionally.
 */
public interface ConfigCommands {

    /** The sections of a file and of the files that it includes. The AMI user needs write=config or write=system. */
    CompletionStage<Contents> read(String file);

    /** Whether the AMI user may change files: it needs write=config. Changes nothing; fails otherwise only where the PBX is offline. */
    CompletionStage<Result> mayUpdate();

    /** Makes an empty file; what is in one of this name is lost. */
    CompletionStage<Result> create(String file);

    /**
     * Changes a file of sections.
     *
     * @param edits  at most {@value #MOST_EDITS}
     * @param module reloaded afterwards, e.g. {@code app_queue.so}
     */
    CompletionStage<Result> update(String file, List<Edit> edits, Optional<String> module);

    /** The queues that the PBX has now; empty where it doesn't say. */
    CompletionStage<Optional<Set<LiveQueue>>> queues();

    /** Keeps a value in the PBX's own database, where the dialplan reads it as {@code DB(family/key)}. The AMI user needs write=system. */
    CompletionStage<Result> store(String family, String key, String value);

    /** Deletes this value and all whose keys begin with it and a slash; what isn't there is deleted already. The AMI user needs write=system. */
    CompletionStage<Result> forget(String family, String key);

    /** AMI takes 128 headers for one action. */
    int MOST_EDITS = 24;

    /** @param callers that wait in the queue now */
    record LiveQueue(String name, int callers) {
    }

    /** @param failure why there are no sections */
    record Contents(List<ConfigSection> sections, Optional<Failure> failure) {
        public Contents {
            sections = List.copyOf(sections);
        }
    }

    /** One step of a change. */
    sealed interface Edit {
        String section();

        /** Begins a section. */
        record NewSection(String section, boolean template) implements Edit {
        }

        /** Deletes a section with its lines. */
        record DeleteSection(String section) implements Edit {
        }

        /** Changes the first line of this name. */
        record Update(String section, String name, String value) implements Edit {
        }

        /** Deletes all lines of this name. */
        record Delete(String section, String name) implements Edit {
        }

        /** Adds a line. */
        record Append(String section, String name, String value) implements Edit {
        }
    }
}
