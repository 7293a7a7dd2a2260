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
package org.apache.ofbiz.asterisk.acd.recording;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.call.PhoneCall.Leg;

/** Ends each recording of a call, those of the dialplan and of FreePBX, too. Pure. */
public final class RecordingStop {

    /** StopMixMonitor ends one recording of the channel; more than these run on none. */
    private static final int MOST = 4;

    private RecordingStop() {
    }

    /** Completes, never exceptionally, when nothing of the call is recorded. A channel that isn't recorded refuses to stop, and that is all right. */
    public static CompletionStage<Void> all(PbxCommands pbx, PhoneCall call) {
        return CompletableFuture.allOf(call.legs().stream().filter(Leg::alive)
                .map(leg -> stop(pbx, leg.channel().name(), MOST).toCompletableFuture()).toArray(CompletableFuture[]::new));
    }

    private static CompletionStage<Void> stop(PbxCommands pbx, String channel, int left) {
        return pbx.act(new ChannelCommand.Record(channel, ChannelCommand.Change.STOP)).thenCompose(result ->
                result.ok() && left > 1 ? stop(pbx, channel, left - 1) : CompletableFuture.completedFuture(null));
    }
}
