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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionMetrics;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.CallEvent.HungUp;
import org.apache.ofbiz.asterisk.call.CallEvent.Resynchronised;
import org.apache.ofbiz.asterisk.call.Channel;
import org.junit.jupiter.api.Test;

class ResyncBufferTest {

    private static final Resynchronised LIST = new Resynchronised(Instant.EPOCH, List.of());

    private final List<CallEvent> passed = new ArrayList<>();
    private final ConnectionMetrics figures = new ConnectionMetrics(Clock.systemUTC());
    private final ResyncBuffer resyncBuffer = new ResyncBuffer(passed::add, figures);
    private final Object first = new Object();
    private final Object second = new Object();

    @Test
    void theListComesBeforeWhatHappenedWhileItWasMade() {
        resyncBuffer.begin(first);
        resyncBuffer.hand(first, event(1));
        resyncBuffer.hand(first, event(2));
        assertThat(passed, is(empty()));

        resyncBuffer.listed(LIST, List.of());
        resyncBuffer.hand(first, event(3));

        assertThat(passed, contains(LIST, event(1), event(2), event(3)));
        assertThat(figures.health(null).resynchronised(), is(1L));
    }

    @Test
    void whatALoginToldBeforeItFailedIsNotForgotten() {
        resyncBuffer.begin(first);
        resyncBuffer.hand(first, event(1));
        resyncBuffer.end();
        resyncBuffer.begin(second);
        resyncBuffer.hand(second, event(2));

        resyncBuffer.listed(LIST, List.of());

        assertThat(passed, contains(event(1), LIST, event(2)));
        assertThat(figures.health(null).lost(), is(0L));
    }

    @Test
    void nothingOfAnEarlierLoginComesAfterTheListOfALaterOne() {
        resyncBuffer.begin(first);
        resyncBuffer.listed(LIST, List.of());
        resyncBuffer.end();
        resyncBuffer.begin(second);
        resyncBuffer.listed(LIST, List.of());

        resyncBuffer.hand(first, event(1));

        assertThat(passed, contains(LIST, LIST));
        assertThat("it is told", figures.health(null).lost(), is(1L));
    }

    @Test
    void whatNobodyTakesIsCounted() {
        ResyncBuffer failing = new ResyncBuffer(event -> {
            throw new IllegalStateException("full");
        }, figures);
        failing.begin(first);
        failing.hand(first, event(1));

        failing.listed(LIST, List.of());

        assertThat(figures.health(null).lost(), is(2L));
    }

    private static CallEvent event(int id) {
        return new HungUp(Instant.EPOCH, new Channel("PJSIP/1001-" + id, "" + id, "" + id), 16, "");
    }
}
