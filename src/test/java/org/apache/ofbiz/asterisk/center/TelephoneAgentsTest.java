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
package org.apache.ofbiz.asterisk.center;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ofbiz.asterisk.acd.AgentChoice;
import org.apache.ofbiz.asterisk.acd.AgentControl;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Answer;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.AgentPins;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents who signed in at a phone, without a browser whose permissions would be looked at. */
class TelephoneAgentsTest {

    private static final Person ANN = new Person("ann", "ANN", "Ann");

    private final CallDistributor distributor = mock(CallDistributor.class);
    private final AgentControl control = mock(AgentControl.class);
    private final AgentDirectory.PhoneSeats seats = mock(AgentDirectory.PhoneSeats.class);
    private final UserDirectory users = mock(UserDirectory.class);
    private final AtomicBoolean may = new AtomicBoolean(true);
    private final TelephoneAgents agents = new TelephoneAgents(distributor, mock(PbxLinks.class), seats, mock(AgentPins.class), users,
            login -> may.get(), Runnable::run, (what, why) -> {
                throw new AssertionError(what, why);
            });

    @BeforeEach
    void annHasSignedIn() {
        when(distributor.agents()).thenReturn(control);
        when(control.choose(any(), any(), any())).thenReturn(CompletableFuture.completedFuture(Answer.done()));
        when(seats.byTelephone()).thenReturn(Set.of("ann"));
        when(users.withLogin("ann")).thenReturn(Optional.of(ANN));
    }

    @Test
    void whoSignedInBeforeARestartIsThereAgain() {
        agents.settle();

        verify(distributor).signIn("telephone ann", ANN);
        verify(control, never()).choose(any(), any(), any());
    }

    @Test
    void whoMayNoLongerTakeCallsIsSignedOut() {
        agents.settle();
        may.set(false);
        agents.settle();

        verify(control).choose(ANN, AgentChoice.Kind.SIGNED_OUT, Optional.empty());
        verify(seats).leave("ann");
        verify(distributor).signOut("telephone ann");
    }

    @Test
    void whoMayNotTakeCallsIsNotThereAfterARestart() {
        may.set(false);

        agents.settle();

        verify(distributor, never()).signIn(anyString(), any());
    }
}
