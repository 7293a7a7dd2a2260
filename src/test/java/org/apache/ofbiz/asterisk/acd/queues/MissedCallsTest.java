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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.agents.Adoption;
import org.apache.ofbiz.asterisk.call.queues.QueueEvent;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;
import org.junit.jupiter.api.Test;

/** An agent who misses the calls that their group allows in a row is paused, and says themselves when they are back. */
class MissedCallsTest {

    private static final QueueKey KEY = new QueueKey("support", "PJSIP/1001");
    private static final Adoption PAUSED = new Adoption("liis", AgentChoice.Kind.PAUSED, Optional.of("Missed calls"));

    private final ServerQueues queues = new ServerQueues();

    @Test
    void theLastCallThatIsAllowedPausesTheAgent() {
        wants(2, Optional.empty());
        assertThat(missed(), is(empty()));
        assertThat(missed(), contains(PAUSED));
        assertThat("while the pause is adopted", missed(), is(empty()));
    }

    @Test
    void anAnsweredCallBeginsTheCountAnew() {
        wants(2, Optional.empty());
        missed();
        queues.happened(new QueueEvent.Answered(KEY));
        assertThat(missed(), is(empty()));
        assertThat(missed(), contains(PAUSED));
    }

    @Test
    void aPauseInBetweenBeginsTheCountAnew() {
        wants(2, Optional.empty());
        missed();
        wants(2, Optional.of(WantedMember.Pause.inAll("Lunch")));
        wants(2, Optional.empty());
        assertThat(missed(), is(empty()));
        assertThat(missed(), contains(PAUSED));
    }

    @Test
    void withoutALimitAndForOthersNothingHappens() {
        wants(0, Optional.empty());
        for (int call = 0; call < 5; call++) {
            assertThat(missed(), is(empty()));
        }
        assertThat(queues.happened(new QueueEvent.Missed(new QueueKey("support", "PJSIP/1009"))).adoptions(), is(empty()));
    }

    private List<Adoption> missed() {
        return queues.happened(new QueueEvent.Missed(KEY)).adoptions();
    }

    private void wants(int limit, Optional<WantedMember.Pause> pause) {
        queues.want(Map.of(KEY, new WantedMember("liis", "GROUP", KEY, "Liis Saar", "PJSIP/1001", 0, pause, limit, WantedMember.Load.ONE)));
    }
}
