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
import org.apache.ofbiz.asterisk.ami.wire.ConnectionState
import org.apache.ofbiz.asterisk.call.standby.Side
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.center.standby.PbxInUseRows
import org.apache.ofbiz.asterisk.crm.directory.Servers
import org.apache.ofbiz.asterisk.health.StandbyMetrics
import org.apache.ofbiz.base.util.UtilProperties

// Data of the page EditServer, of a server with a standby PBX: both of them, which one is used, and how many calls would be lost.
String serverId = server.serverId
Optional<CallCenter> callCenter = CallCenter.of(delegator)
Optional<StandbyMetrics> standby = callCenter.map { it.links().standbys()[serverId] }
Side used = standby.map { it.used() }.orElseGet { new PbxInUseRows(delegator, serverId).used() }
int calls = standby.map { it.openCalls() }.orElse(0)
String confirmation = calls == 0 ? uiLabelMap.AsteriskUsePbxAsk
        : UtilProperties.getMessage('AsteriskUiLabels', 'AsteriskUsePbxLoses', [calls: calls], locale)
ConnectionState state = callCenter.map { it.links().status()[serverId] }.orElse(null)
String phase = uiLabelMap["AsteriskConnection_${state ? state.phase() : 'OFF'}".toString()]
String there = standby.flatMap { it.otherReachable() }.map { it ? uiLabelMap.AsteriskPbxThere : uiLabelMap.AsteriskPbxAway }.orElse('')
Map titles = [FIRST: uiLabelMap.AsteriskPbxFirst, STANDBY: uiLabelMap.AsteriskStandby]
context.pbxsOfServer = Side.values().collect { Side side ->
    boolean isUsed = side == used
    [serverId: serverId, pbx: side.name(), isUsed: isUsed, pbxState: isUsed ? phase : there, confirmation: confirmation,
     pbxTitle: titles[side.name()] + (isUsed ? " (${uiLabelMap.AsteriskPbxUsed})" : ''),
     pbxAddress: Servers.address(server, side).map { it.toString() }.orElse('')]
}
