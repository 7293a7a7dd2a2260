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

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.health.ServerMetrics;

/**
 * Remembers which kinds of events came since the login: the only proof that the AMI user may read them. Thread-safe; never blocks.
 */
public final class EventMetrics implements Consumer<CallEvent> {

    private final Evidence evidence = new Evidence();

    public ServerMetrics.Heard heard() {
        return evidence.heard;
    }

    @Override
    public synchronized void accept(CallEvent event) {
        event.dispatch(evidence);
    }

    /** Which permission each kind of event proves. Changed by one thread at a time. */
    private static final class Evidence implements CallEvent.Handler {

        private volatile ServerMetrics.Heard heard = ServerMetrics.Heard.NOTHING;

        private void ofCall(CallEvent e) {
            heard = new ServerMetrics.Heard(Optional.of(e.at()), heard.queue(), heard.user(), heard.originated());
        }

        private void ofQueue(CallEvent e) {
            heard = new ServerMetrics.Heard(heard.call(), Optional.of(e.at()), heard.user(), heard.originated());
        }

        @Override
        public void originateRequested(CallEvent.OriginateRequested e) {
            heard = new ServerMetrics.Heard(heard.call(), heard.queue(), heard.user(), Optional.of(e.at()));
        }

        @Override
        public void channelCreated(CallEvent.ChannelCreated e) {
            ofCall(e);
        }

        @Override
        public void callArrived(CallEvent.CallArrived e) {
            ofCall(e);
        }

        @Override
        public void channelProgressed(CallEvent.ChannelProgressed e) {
            ofCall(e);
        }

        @Override
        public void callerIdentified(CallEvent.CallerIdentified e) {
            ofCall(e);
        }

        @Override
        public void dialBegun(CallEvent.DialBegun e) {
            ofCall(e);
        }

        @Override
        public void dialEnded(CallEvent.DialEnded e) {
            ofCall(e);
        }

        @Override
        public void bridgeEntered(CallEvent.BridgeEntered e) {
            ofCall(e);
        }

        @Override
        public void agentWaits(CallEvent.AgentWaits e) {
            ofCall(e);
        }

        @Override
        public void voicemailLeft(CallEvent.VoicemailLeft e) {
            ofCall(e);
        }

        @Override
        public void accounted(CallEvent.Accounted e) {
            ofCall(e);
        }

        @Override
        public void bridgeLeft(CallEvent.BridgeLeft e) {
            ofCall(e);
        }

        @Override
        public void bridgesMerged(CallEvent.BridgesMerged e) {
            ofCall(e);
        }

        @Override
        public void holdChanged(CallEvent.HoldChanged e) {
            ofCall(e);
        }

        @Override
        public void waitingBegun(CallEvent.WaitingBegun e) {
            ofCall(e);
        }

        @Override
        public void waitingEnded(CallEvent.WaitingEnded e) {
            ofCall(e);
        }

        @Override
        public void userEventRaised(CallEvent.UserEventRaised e) {
            heard = new ServerMetrics.Heard(heard.call(), heard.queue(), Optional.of(e.at()), heard.originated());
        }

        @Override
        public void variableSet(CallEvent.VariableSet e) {
            ofCall(e);
        }

        @Override
        public void queueJoined(CallEvent.QueueJoined e) {
            ofQueue(e);
        }

        @Override
        public void queueLeft(CallEvent.QueueLeft e) {
            ofQueue(e);
        }

        @Override
        public void consentTold(CallEvent.ConsentTold e) {
            ofCall(e);
        }

        @Override
        public void helpAsked(CallEvent.HelpAsked e) {
            ofCall(e);
        }

        @Override
        public void recordingStarted(CallEvent.RecordingStarted e) {
            ofCall(e);
        }

        @Override
        public void recordingChanged(CallEvent.RecordingChanged e) {
            ofCall(e);
        }

        @Override
        public void originateFailed(CallEvent.OriginateFailed e) {
            if (e.reason() < 0) { // refused: no event was to come
                heard = new ServerMetrics.Heard(heard.call(), heard.queue(), heard.user(), Optional.empty());
            } else {
                ofCall(e);
            }
        }

        @Override
        public void transferred(CallEvent.Transferred e) {
            ofCall(e);
        }

        @Override
        public void parked(CallEvent.Parked e) {
            ofCall(e);
        }

        @Override
        public void unparked(CallEvent.Unparked e) {
            ofCall(e);
        }

        @Override
        public void pickedUp(CallEvent.PickedUp e) {
            ofCall(e);
        }

        @Override
        public void overheard(CallEvent.Overheard e) {
            ofCall(e);
        }

        @Override
        public void channelRenamed(CallEvent.ChannelRenamed e) {
            ofCall(e);
        }

        @Override
        public void hangupRequested(CallEvent.HangupRequested e) {
            ofCall(e);
        }

        @Override
        public void hungUp(CallEvent.HungUp e) {
            ofCall(e);
        }

        @Override
        public void resynchronised(CallEvent.Resynchronised e) {
            heard = ServerMetrics.Heard.NOTHING;
        }
    }
}
