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
package org.apache.ofbiz.asterisk.center.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.acd.Refusal;

/** Services that run on other nodes for users of this one: who waits for which answer. Thread-safe. */
final class ServiceAsks {

    /** Longer than the PBX is waited for there, and shorter than a page is waited for. */
    static final Duration LONGEST = Duration.ofSeconds(20);
    /** Far more than the agents of a large call center take. */
    private static final int MOST_CHARACTERS = 32 << 20;

    private final AtomicLong last = new AtomicLong();
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** @param parts beginnings of long fields, by name; of the thread on which answers come in */
    private record Waiting(String nodeId, CompletableFuture<ServiceAnswer> answer, Map<String, StringBuilder> parts) {
    }

    /**
     * Somebody waits from now on. It is asked once: nothing is done twice.
     *
     * @param patience after which it counts as unanswered
     * @param frame    gets the frame to send; says whether it is on its way
     */
    CompletableFuture<ServiceAnswer> ask(String nodeId, Map<String, String> fields, Duration patience, Predicate<Frame> frame) {
        String id = nodeId + '-' + last.incrementAndGet();
        CompletableFuture<ServiceAnswer> answer = new CompletableFuture<ServiceAnswer>().completeOnTimeout(unanswered(), patience.toMillis(),
                TimeUnit.MILLISECONDS);
        waiting.put(id, new Waiting(nodeId, answer, new HashMap<>()));
        answer.whenComplete((any, failure) -> waiting.remove(id));
        Map<String, String> all = new HashMap<>(fields);
        all.put(Frame.ASK, id);
        if (!frame.test(new Frame(Frame.Kind.ASK, all))) {
            answer.complete(new ServiceAnswer(Map.of(), Optional.of(Refusal.Code.NODE_AWAY.name()), ""));
        }
        return answer;
    }

    /** Nobody knows whether it was done. */
    private static ServiceAnswer unanswered() {
        return new ServiceAnswer(Map.of(), Optional.of(Refusal.Code.NOT_DONE.name()), "");
    }

    private Optional<Waiting> whoAsked(String nodeId, Frame answer) {
        return Optional.ofNullable(waiting.get(answer.get(Frame.ASK))).filter(known -> known.nodeId().equals(nodeId));
    }

    /** The beginning of a long field. */
    void part(String nodeId, Frame part) {
        whoAsked(nodeId, part).ifPresent(known -> {
            StringBuilder all = known.parts().computeIfAbsent(part.get(Frame.NAME), name -> new StringBuilder());
            if (all.append(part.get(Frame.TEXT)).length() > MOST_CHARACTERS) {
                known.answer().complete(unanswered());
            }
        });
    }

    void answered(String nodeId, Frame done) {
        whoAsked(nodeId, done).ifPresent(known -> {
            Map<String, String> attributes = new HashMap<>();
            done.fields().forEach((name, value) -> {
                if (name.startsWith(Frame.ATTRIBUTE)) {
                    attributes.put(name.substring(Frame.ATTRIBUTE.length()),
                            Optional.ofNullable(known.parts().get(name)).map(begun -> begun + value).orElse(value));
                }
            });
            known.answer().complete(new ServiceAnswer(attributes, done.find(Frame.CODE), done.find(Frame.TEXT).orElse("")));
        });
    }

    /** What that node has answered may be lost. */
    void forget(String nodeId) {
        waiting.values().stream().filter(known -> known.nodeId().equals(nodeId)).forEach(known -> known.answer().complete(unanswered()));
    }
}
