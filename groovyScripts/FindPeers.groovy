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
import org.apache.ofbiz.asterisk.call.PeerStates
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.directory.PeerSearch
import org.apache.ofbiz.base.util.UtilHttp
import org.apache.ofbiz.base.util.collections.PagedList

// Data of the form Peers: one page of what was asked for. Where assigning them was refused, what was sent is in the rows again.
Map<String, PeerStates.State> states = CallCenter.of(delegator).map { callCenter -> callCenter.links().peerStates() }.orElse([:])
PagedList found = PeerSearch.find(delegator, PeerSearch.Wanted.of(parameters), states, viewIndex as int, viewSize as int)
Map problems = parameters.fieldProblems instanceof Map ? parameters.fieldProblems : [:]
Closure sent = { String field, int row, Object stored ->
    Object given = parameters[field + '_o_' + row]
    isError && given != null ? given : stored
}
context.peers = found.data.withIndex().collect { peer, row ->
    PeerStates.State state = states[peer.peerId] ?: PeerStates.State.UNKNOWN
    [peerId: peer.peerId, peerName: peer.peerName, serverId: peer.serverId, technology: peer.technology,
     typeWords: peer.peerTypeEnumId == 'AST_TRUNK' ? uiLabelMap.AsteriskTrunk : uiLabelMap.AsteriskExtension,
     stateWords: peer.enabled == 'Y' ? uiLabelMap["AsteriskPeerState_${state}".toString()] : uiLabelMap.AsteriskDisabled,
     ownerName: PeerSearch.ownerName(peer),
     // a row that somebody else has changed meanwhile has been refused, and says so: from here on it is the new one
     editedStamp: InputCheck.stamp(peer),
     userLoginId: sent('userLoginId', row, peer.userLoginId), partyId: sent('partyId', row, peer.partyId),
     loginProblem: problems['userLoginId_o_' + row] ?: '', partyProblem: problems['partyId_o_' + row] ?: '']
}
context.peerCount = found.size
Map asked = ['serverId', 'peerTypeEnumId', 'peerState', 'assigned', 'peerText', 'VIEW_INDEX_1']
        .findAll { parameters[it] instanceof String && parameters[it] }.collectEntries { [it, parameters[it]] }
context.peerQuery = UtilHttp.urlEncodeArgs(asked, false)
