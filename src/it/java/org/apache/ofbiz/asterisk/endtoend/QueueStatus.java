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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.ofbiz.asterisk.lab.AmiProbe;

/** What the PBX answers about its queues now. */
record QueueStatus(AmiProbe pbx) {

    /** @param event QueueMember, with the member's interface as Location, or QueueEntry of a caller who waits, the first in line first */
    List<AmiProbe.Message> of(String queue, String event) {
        return of(queue).stream().filter(message -> message.isEvent(event)).toList();
    }

    /** The queue, its members and its callers. */
    List<AmiProbe.Message> of(String queue) {
        try {
            String id = pbx.act("QueueStatus", "Queue", queue).get("ActionID");
            pbx.await(message -> message.isEvent("QueueStatusComplete") && message.get("ActionID").equals(id));
            return pbx.heard().stream().filter(message -> message.get("ActionID").equals(id) && !message.get("Queue").isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers of the callers who wait, the first in line first. */
    List<String> line(String queue) {
        return of(queue, "QueueEntry").stream().map(entry -> entry.get("CallerIDNum").replace("+", "")).toList();
    }
}
