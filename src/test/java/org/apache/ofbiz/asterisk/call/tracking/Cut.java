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
package org.apache.ofbiz.asterisk.call.tracking;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.apache.ofbiz.asterisk.call.CallEvent;

/** What is heard of a dialogue when the connection was cut for a part of it. */
final class Cut {

    private Cut() {
    }

    /** @param last what is heard before the cut; @param back the last event that happened before the connection was there again */
    static List<CallEvent> of(List<Dialogue.Step> steps, int last, int back) {
        Instant at = steps.get(back).event().at();
        CallEvent resynchronised = new CallEvent.Resynchronised(at, steps.get(back).channels());
        Stream<CallEvent> before = steps.subList(0, last + 1).stream().map(Dialogue.Step::event);
        Stream<CallEvent> after = steps.subList(back + 1, steps.size()).stream().map(Dialogue.Step::event);
        return new ArrayList<>(Stream.of(before, Stream.of(resynchronised), after).flatMap(events -> events).toList());
    }
}
