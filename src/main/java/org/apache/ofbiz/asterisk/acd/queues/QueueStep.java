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
package org.apache.ofbiz.asterisk.acd.queues;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands.NewMember;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;

/** One command that brings a queue closer to what it should be. */
sealed interface QueueStep {

    QueueKey key();

    /** Sends it. */
    CompletionStage<Result> send(QueueCommands queues);

    record Add(NewMember member) implements QueueStep {
        @Override
        public QueueKey key() {
            return member.key();
        }

        @Override
        public CompletionStage<Result> send(QueueCommands queues) {
            return queues.add(member);
        }
    }

    record Remove(QueueKey key) implements QueueStep {
        @Override
        public CompletionStage<Result> send(QueueCommands queues) {
            return queues.remove(key);
        }
    }

    /** @param reason ends the pause if empty */
    record Pause(QueueKey key, Optional<String> reason) implements QueueStep {
        @Override
        public CompletionStage<Result> send(QueueCommands queues) {
            return queues.pause(key, reason);
        }
    }

    record RingInUse(QueueKey key, boolean rings) implements QueueStep {
        @Override
        public CompletionStage<Result> send(QueueCommands queues) {
            return queues.ringInUse(key, rings);
        }
    }

    record Penalty(QueueKey key, int penalty) implements QueueStep {
        @Override
        public CompletionStage<Result> send(QueueCommands queues) {
            return queues.penalty(key, penalty);
        }
    }
}
