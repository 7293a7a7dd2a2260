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
package org.apache.ofbiz.asterisk.call.leg;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.DialResult;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.OutcomeClassifier;

/** Why somebody who was called didn't take the call. Pure functions. */
public final class LegFailure {

    private LegFailure() {
    }

    /** The phone named another number, which is dialed in its place. */
    public static boolean forwards(LegInProgress leg) {
        return leg.result().equals(Optional.of(DialResult.FORWARDED));
    }

    /** Picked up, and not connected to anyone: who heard there what it was about did not take it, or the caller was gone first. */
    public static boolean isRefused(LegInProgress leg) {
        return leg.dialled() && leg.isAnswered() && !leg.place().hasTalked() && leg.result().filter(how -> how != DialResult.ANSWERED).isPresent();
    }

    /** Why it was not answered; empty where the one who called gave up first. */
    public static Optional<Outcome> of(LegInProgress leg) {
        if (isRefused(leg) && leg.isExtension()) {
            return leg.result().filter(how -> how != DialResult.CANCELLED).map(how -> Outcome.EXTENSION_DECLINED);
        }
        return leg.isExtension() ? OutcomeClassifier.ofExtension(leg.result(), leg.cause()) : OutcomeClassifier.ofNumber(leg.result(), leg.cause());
    }
}
