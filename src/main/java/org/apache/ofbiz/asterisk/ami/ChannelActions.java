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

import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.asteriskjava.manager.action.BridgeAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.MixMonitorMuteAction;
import org.asteriskjava.manager.action.PlayDtmfAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;

/** Commands for channels of a running call as AMI actions of Asterisk 16 to 22. Values were checked by {@link SafeValues}. */
final class ChannelActions implements ChannelCommand.Handler<ManagerAction> {

    private static final int FIRST = 1;

    @Override
    public ManagerAction send(ChannelCommand.Send command) {
        RedirectAction action = new RedirectAction(command.channelName(), ChannelCommand.CONTEXT, command.place().extension(), FIRST);
        if (!command.alsoChannel().isEmpty()) {
            action.setExtraChannel(command.alsoChannel());
            action.setExtraContext(ChannelCommand.CONTEXT);
            action.setExtraExten(command.alsoPlace().extension());
            action.setExtraPriority(FIRST);
        }
        return action;
    }

    @Override
    public ManagerAction set(ChannelCommand.SetVariable command) {
        return new SetVarAction(command.channelName(), command.variable().variableName(), command.value());
    }

    @Override
    public ManagerAction join(ChannelCommand.Join command) {
        return new BridgeAction(command.channelName(), command.otherChannel(), false);
    }

    @Override
    public ManagerAction digit(ChannelCommand.Digit command) {
        return new PlayDtmfAction(command.channelName(), String.valueOf(command.key()));
    }

    @Override
    public ManagerAction park(ChannelCommand.Park command) {
        return new ParkChannel(command.channelName(), command.timeoutChannel());
    }

    @Override
    public ManagerAction record(ChannelCommand.Record command) {
        return switch (command.change()) {
        case STOP -> new StopMixMonitorAction(command.channelName());
        case PAUSE -> mute(command.channelName(), 1);
        case RESUME -> mute(command.channelName(), 0);
        };
    }

    @Override
    public ManagerAction account(ChannelCommand.Account command) {
        return new SetVarAction(command.channelName(), ChannelCommand.Account.VARIABLE, command.code());
    }

    private static ManagerAction mute(String channelName, int state) {
        MixMonitorMuteAction action = new MixMonitorMuteAction();
        action.setChannel(channelName);
        action.setDirection("both");
        action.setState(state);
        return action;
    }
}
