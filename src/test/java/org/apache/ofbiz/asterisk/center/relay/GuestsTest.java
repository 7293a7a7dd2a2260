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
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.push.CloseReason;
import org.junit.jupiter.api.Test;

class GuestsTest {

    private final List<String> problems = new ArrayList<>();
    private final List<Frame> told = new ArrayList<>();
    private final Guests guests = new Guests(null, login -> {
        throw new IllegalStateException("the database doesn't answer");
    }, Runnable::run, (what, cause) -> problems.add(cause.getMessage()), (nodeId, frame) -> told.add(frame));

    @Test
    void aBrowserThatCannotBeLookedUpComesBackInsteadOfWaiting() {
        guests.handle("b2", new Frame(Frame.Kind.OPEN, Map.of(Frame.SESSION, "s", Frame.TURN, "3", Frame.USER, "ann", Frame.HTTP_SESSION, "b2/0",
                Frame.LOCALE, "en")));
        assertThat(told.stream().map(frame -> frame.kind() + " " + frame.get(Frame.SESSION) + " " + frame.get(Frame.TURN) + " "
                + frame.get(Frame.CODE)).toList(), contains("CLOSED s 3 " + CloseReason.GOING_AWAY));
        assertThat(guests.size(), is(0));
        assertThat(problems, contains("the database doesn't answer"));
    }
}
