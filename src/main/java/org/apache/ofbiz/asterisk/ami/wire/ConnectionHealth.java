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
package org.apache.ofbiz.asterisk.ami.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Figures of one connection, for the diagnostics page. Counted since the start of OFBiz, over all reconnections.
 *
 * @param state           how it is now
 * @param lastEventAt     when the last message arrived
 * @param roundTrip       of the last ping
 * @param eventsPerSecond over the last ten seconds or so
 * @param events          messages received
 * @param lost            messages that were received and not passed on; 0 unless something is wrong
 * @param unreadable      messages that could not be read
 * @param resynchronised  how often the state was listed again
 * @param clockSkew       the PBX's clock minus ours, as far as known
 */
public record ConnectionHealth(ConnectionState state, Optional<Instant> lastEventAt, Optional<Duration> roundTrip, double eventsPerSecond,
                               long events, long lost, long unreadable, long resynchronised, Optional<Duration> clockSkew) {
}
