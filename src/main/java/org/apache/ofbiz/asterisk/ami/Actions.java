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
package org.apache.ofbiz.asterisk.ami;

import java.util.Map;
import org.apache.ofbiz.asterisk.ami.queues.QueuePositions;
import org.apache.ofbiz.asterisk.call.Channel;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;
import org.asteriskjava.manager.action.GetVarAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.MixMonitorAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;

/** Our commands as AMI actions. Values were checked by {@link SafeValues}. */
final class Actions {

    private static final int NORMAL_CLEARING = 16;

    private Actions() {
    }

    /**
     * The channel id is the ActionID, too, so that the final answer names the call even where Asterisk made no channel. Async: else the
     * answer would come only when the phone answers.
     */
    static ManagerAction originate(Originate request) {
        OriginateAction action = new OriginateAction();
        action.setActionId(request.channelId());
        action.setChannelId(request.channelId());
        action.setChannel(request.extension());
        action.setContext(request.context());
        action.setExten(request.number());
        action.setPriority(1);
        action.setCallerId("\"" + request.callerIdName() + "\" <" + request.callerIdNumber() + ">");
        action.setTimeout(request.ringFor().toMillis());
        action.setVariables(request.variables());
        action.setAsync(true);
        return action;
    }

    /** Application and options are ours alone. */
    static ManagerAction monitor(Monitoring request) {
        OriginateAction action = new OriginateAction();
        action.setActionId(request.channelId());
        action.setChannelId(request.channelId());
        action.setChannel(request.phone());
        action.setApplication("ChanSpy");
        action.setData(request.heard() + ',' + request.mode().options());
        action.setCallerId("\"" + request.callerIdName() + "\" <" + request.callerIdNumber() + ">");
        action.setTimeout(request.ringFor().toMillis());
        action.setVariables(request.variables());
        action.setAsync(true);
        return action;
    }

    static ManagerAction redirect(Redirect request) {
        return new RedirectAction(request.channelName(), request.context(), request.extension(), request.priority());
    }

    /** app_queue reads the variable when the caller joins; those with a higher priority go first, and 0 is usual. */
    static ManagerAction firstInQueue(String channelName) {
        return new SetVarAction(channelName, "QUEUE_PRIO", String.valueOf(QueuePositions.FIRST));
    }

    /** The caller keeps their place; from now on, those who join with a lower priority come after them. */
    static ManagerAction priority(QueuePositions.Caller caller) {
        return new PlainAction("QueueChangePriorityCaller", Map.of("Queue", caller.queue(), "Caller", caller.channelName(),
                "Priority", String.valueOf(caller.priority())));
    }

    static ManagerAction setVariable(String channelName, String name, String value) {
        return new SetVarAction(channelName, name, value);
    }

    static ManagerAction hangup(String channelName) {
        return new HangupAction(channelName, NORMAL_CLEARING);
    }

    /** Option b: only while joined with somebody. */
    static ManagerAction startRecording(String channelName, String file) {
        return new MixMonitorAction(channelName, file, "b");
    }

    /** Events do not tell the file of a MixMonitor; the variable that it sets does. */
    static ManagerAction recordingFile(Channel channel) {
        return variable(channel, "MIXMONITOR_FILENAME");
    }

    /** Reads a variable of a channel. */
    static GetVarAction variable(Channel channel, String name) {
        return new GetVarAction(channel.name(), name);
    }
}
