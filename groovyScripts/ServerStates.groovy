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
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState
import org.apache.ofbiz.asterisk.health.ReasonMessages

// Data of the page FindServer: each server, and how its connection is.
Map states = CallCenter.of(delegator).map { callCenter -> callCenter.links().status() }.orElse([:])
context.servers = from('AsteriskServer').orderBy('serverId').queryList().collect { server ->
    ConnectionState state = states[server.serverId]
    String phase = uiLabelMap["AsteriskConnection_${state ? state.phase() : 'OFF'}".toString()]
    Map shown = ['serverId', 'description', 'host', 'port', 'userName', 'enabled'].collectEntries { [it, server[it]] }
    String reason = state == null ? '' : ReasonMessages.of(state.reason(), locale, timeZone.toZoneId())
    shown + [connection: state == null || state.connected() ? phase : "$phase: $reason".toString(), asteriskVersion: state?.asteriskVersion()]
}
