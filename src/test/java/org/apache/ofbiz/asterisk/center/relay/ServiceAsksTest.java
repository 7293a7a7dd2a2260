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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What other nodes answer. */
class ServiceAsksTest {

    private final ServiceAsks asks = new ServiceAsks();
    private final List<Frame> sent = new ArrayList<>();

    private CompletableFuture<ServiceAnswer> ask(Duration patience) {
        return asks.ask("b2", Map.of(Frame.SERVICE, "findAsteriskCalls"), patience, sent::add);
    }

    private Frame answer(Frame.Kind kind, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(Frame.ASK, sent.get(0).get(Frame.ASK));
        return new Frame(kind, all);
    }

    @Test
    void aLongAnswerIsPutTogether() {
        CompletableFuture<ServiceAnswer> asked = ask(ServiceAsks.LONGEST);
        asks.part("b2", answer(Frame.Kind.PART, Map.of(Frame.NAME, "$calls", Frame.TEXT, "one, ")));
        asks.part("c3", answer(Frame.Kind.PART, Map.of(Frame.NAME, "$calls", Frame.TEXT, "of another node, ")));
        asks.part("b2", answer(Frame.Kind.PART, Map.of(Frame.NAME, "$calls", Frame.TEXT, "two, ")));
        asks.answered("b2", answer(Frame.Kind.DONE, Map.of("$calls", "three", "$callId", "P:1")));
        assertThat(asked.join().attributes(), is(Map.of("calls", "one, two, three", "callId", "P:1")));
        assertThat(sent.size(), is(1));
    }

    @Test
    void whatIsNotSentIsNotDone() {
        ServiceAnswer answer = asks.ask("b2", Map.of(), ServiceAsks.LONGEST, frame -> false).join();
        assertThat(answer.refusal().orElse(""), is("NODE_AWAY"));
    }

    @Test
    void ofWhatIsNotAnsweredNobodyKnowsWhetherItWasDone() {
        assertThat(ask(Duration.ofMillis(1)).join().refusal().orElse(""), is("NOT_DONE"));
        CompletableFuture<ServiceAnswer> asked = ask(ServiceAsks.LONGEST);
        asks.forget("b2");
        assertThat(asked.join().refusal().orElse(""), is("NOT_DONE"));
    }
}
