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
package org.apache.ofbiz.asterisk.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/** The simulated PBX, in real time. */
final class SimulatedStage implements Stage {

    private static final String CUSTOMER = "+3725550000";
    private static final Duration RINGING = Duration.ofMillis(1500);

    private final Path recordings;
    private final SimulatedPbx pbx;

    SimulatedStage(Path recordings) throws IOException {
        this.recordings = recordings;
        this.pbx = SimulatedPbx.start(0, recordings);
    }

    @Override
    public AsteriskLab.Ami ami() {
        return new AsteriskLab.Ami("127.0.0.1", pbx.port(), pbx.user(), pbx.secret());
    }

    @Override
    public Path recordingsFolder() {
        return recordings;
    }

    @Override
    public Duration claimRing() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void phone(String extension, PhoneBehaviour behaviour) {
        pbx.behaves(extension, behaviour);
    }

    @Override
    public String customer(PhoneBehaviour behaviour, Duration talk) {
        pbx.behaves(CUSTOMER, behaviour);
        // the user's phone rings first, then the customer's
        later(RINGING.multipliedBy(2).plus(talk), CUSTOMER);
        return CUSTOMER;
    }

    @Override
    public void customerCalls(String number, String name, Duration hangsUpAfter) {
        pbx.placeIncomingCall(number, name, "5000");
        later(hangsUpAfter, number);
    }

    private void later(Duration delay, String customer) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS).execute(() -> pbx.customerHangsUp(customer));
    }

    @Override
    public void close() throws IOException {
        pbx.close();
    }
}
