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

import java.nio.file.Path;
import java.time.Duration;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;

/** The real Asterisk of the lab. */
final class LabStage implements Stage {

    private static final Duration CLAIM_RING = Duration.ofSeconds(2);

    private final AsteriskLab lab = AsteriskLab.start((int) CLAIM_RING.toSeconds());

    @Override
    public AsteriskLab.Ami ami() {
        return lab.ami();
    }

    @Override
    public Path recordingsFolder() {
        return lab.recordingsFolder();
    }

    @Override
    public Duration claimRing() {
        return CLAIM_RING;
    }

    @Override
    public void phone(String extension, PhoneBehaviour behaviour) {
        Phone.Extension phone = lab.phone(extension);
        if (behaviour == PhoneBehaviour.UNREGISTERED) {
            phone.unregisters();
        } else {
            behave(phone, behaviour, Duration.ofHours(1));
        }
    }

    @Override
    public String customer(PhoneBehaviour behaviour, Duration talk) {
        Phone.Trunk trunk = lab.trunk();
        switch (behaviour) {
        case UNKNOWN_NUMBER -> trunk.knowsNoSuchNumber();
        case CONGESTED -> trunk.isCongested();
        default -> behave(trunk, behaviour, talk);
        }
        return "+3725550000";
    }

    private static void behave(Phone.Called phone, PhoneBehaviour behaviour, Duration talk) {
        switch (behaviour) {
        case ANSWERS -> phone.answersAndHangsUpAfter(talk);
        case BUSY -> phone.isBusy();
        case DECLINES -> phone.declines();
        case NO_ANSWER -> phone.ringsForever();
        default -> throw new IllegalArgumentException("a SIPp phone cannot be " + behaviour);
        }
    }

    @Override
    public void customerCalls(String number, String name, Duration hangsUpAfter) {
        lab.caller(number).named(name).dialsAndHangsUp("5000", hangsUpAfter);
    }

    @Override
    public void close() {
        lab.close();
    }
}
