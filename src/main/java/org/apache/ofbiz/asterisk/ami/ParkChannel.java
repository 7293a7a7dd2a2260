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

import org.asteriskjava.manager.action.AbstractManagerAction;

/** AMI's Park since Asterisk 12; asterisk-java sends the header of older ones. Public, since asterisk-java reads actions by reflection. */
public final class ParkChannel extends AbstractManagerAction {

    private static final long serialVersionUID = 1L;

    private final String channel;
    private final String timeoutChannel;

    ParkChannel(String channel, String timeoutChannel) {
        this.channel = channel;
        this.timeoutChannel = timeoutChannel;
    }

    @Override
    public String getAction() {
        return "Park";
    }

    public String getChannel() {
        return channel;
    }

    /** Null leaves the header out. */
    public String getTimeoutChannel() {
        return timeoutChannel.isEmpty() ? null : timeoutChannel;
    }
}
