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
package org.apache.ofbiz.asterisk.acd;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/**
 * Calls with somebody before this one.
 *
 * @param count at least one; at most {@link #MOST}, which stands for so many or more
 * @param last  the newest of them
 */
public record EarlierCall(long count, Last last) {

    /** Nobody needs to know how many more there are, and counting them takes the longer the more they are. */
    public static final int MOST = 100;

    /**
     * One call of the past.
     *
     * @param outcome  empty while it goes on
     * @param with     name of the colleague who talked or placed it; empty where nobody did
     */
    public record Last(Instant at, PhoneCall.Direction direction, Optional<Outcome> outcome, String with) {
    }
}
