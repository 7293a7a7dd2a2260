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

import org.apache.ofbiz.asterisk.center.relay.NodeLink.Verdict;
import org.junit.jupiter.api.Test;

class NodeLinkTest {

    private final NodeLink link = new NodeLink();

    @Test
    void messagesInOrderAreTaken() {
        assertThat(link.receives(1, 1), is(Verdict.TAKE));
        assertThat(link.receives(1, 2), is(Verdict.TAKE));
        assertThat(link.whole(), is(1L));
        assertThat(link.lost(), is(0L));
    }

    @Test
    void duplicatesAndOldStreamsAreDropped() {
        link.receives(2, 1);
        link.receives(2, 2);

        assertThat("again", link.receives(2, 1), is(Verdict.DROP));
        assertThat("the last one again", link.receives(2, 2), is(Verdict.DROP));
        assertThat("of a stream before", link.receives(1, 3), is(Verdict.DROP));
        assertThat("nothing is missing", link.receives(2, 3), is(Verdict.TAKE));
    }

    @Test
    void afterAGapNothingOfTheStreamIsTakenUntilAnotherBegins() {
        link.receives(1, 1);

        assertThat(link.receives(1, 3), is(Verdict.LOST));
        assertThat("said once", link.receives(1, 4), is(Verdict.DROP));
        assertThat("what was missing comes too late", link.receives(1, 2), is(Verdict.DROP));
        assertThat(link.lost(), is(1L));
        assertThat(link.whole(), is(0L));
        assertThat(link.receives(2, 1), is(Verdict.TAKE));
        assertThat(link.lost(), is(0L));
        assertThat(link.whole(), is(2L));
    }

    @Test
    void theBeginningOfAStreamCanBeMissing() {
        assertThat(link.receives(1, 2), is(Verdict.LOST));
        assertThat(link.lost(), is(1L));
    }

    @Test
    void aBeatShowsThatTheLastMessagesAreMissing() {
        link.receives(1, 1);

        assertThat("nothing is", link.beats(1, 1, 1), is(Verdict.TAKE));
        assertThat(link.beats(2, 1, 2), is(Verdict.LOST));
        assertThat("of a stream of which nothing has come", new NodeLink().beats(1, 5, 20), is(Verdict.LOST));
    }

    @Test
    void aBeatThatWasHeardBeforeSaysNothing() {
        link.beats(7, 1, 0);

        assertThat(link.beats(7, 1, 9), is(Verdict.DROP));
        assertThat(link.beats(6, 1, 9), is(Verdict.DROP));
        assertThat(link.lost(), is(0L));
    }

    @Test
    void whatWasGivenUpIsAskedForAgain() {
        link.receives(3, 1);
        link.giveUp();

        assertThat(link.lost(), is(3L));
        assertThat(link.receives(3, 2), is(Verdict.DROP));
        assertThat(link.receives(4, 1), is(Verdict.TAKE));
    }

    @Test
    void eachStreamCountsFromOne() {
        link.restart();
        link.next();
        link.next();
        link.restart();

        assertThat(link.stream(), is(2L));
        assertThat(link.next(), is(1L));
        assertThat(link.sent(), is(1L));
    }
}
