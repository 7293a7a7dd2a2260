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
package org.apache.ofbiz.asterisk.call.standby;

import java.time.Duration;
import org.apache.ofbiz.asterisk.call.PbxServer;

/**
 * A second PBX with the same configuration.
 *
 * @param server  the server of the first PBX, with the address and the certificate of this one
 * @param after   how long the first one can't be reached before this one is used
 * @param returns whether the first one is used again without an admin, once it's there and no call goes on
 */
public record StandbyPbx(PbxServer server, Duration after, boolean returns) {

    public static final Duration DEFAULT_AFTER = Duration.ofSeconds(30);
    /** A restart of Asterisk takes some seconds, and its calls may be there again. */
    public static final Duration SHORTEST_AFTER = Duration.ofSeconds(5);
    public static final Duration LONGEST_AFTER = Duration.ofHours(1);

    public StandbyPbx {
        after = after.compareTo(SHORTEST_AFTER) < 0 ? SHORTEST_AFTER : after.compareTo(LONGEST_AFTER) > 0 ? LONGEST_AFTER : after;
    }
}
