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
import java.time.ZoneId
import org.apache.ofbiz.asterisk.service.SetupServices
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.directory.ServerSecret
import org.apache.ofbiz.asterisk.setup.DialplanLines
import org.apache.ofbiz.entity.GenericValue

/** Saves where a PBX is, and enables it if it can be reached: what is not ready yet can be fixed and tried again. */
Map setUpAsteriskServer() {
    InputCheck check = InputCheck.of(parameters).required('host', 'userName')
    List<String> problems = (parameters.serverId ? check : check.required('secret')).problems()
    if (problems) {
        return error(problems.join(' '))
    }
    Map fields = ['description', 'host', 'port', 'useTls', 'certificateFingerprint', 'userName', 'recordingsLocation'].findAll { name ->
        parameters.containsKey(name)
    }.collectEntries { name -> [name, parameters[name]] }
    if (!parameters.serverId) {
        Map created = run service: 'createAsteriskServer', with: fields + [secret: parameters.secret]
        return success([serverId: created.serverId])
    }
    GenericValue server = from('AsteriskServer').where('serverId', parameters.serverId).queryOne()
    if (!server) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.serverId]))
    }
    boolean ready = server.enabled == 'Y' || reached(server, fields)
    run service: 'updateAsteriskServer', with: fields + [serverId: server.serverId, secret: parameters.secret, enabled: ready ? 'Y' : 'N']
    return success([serverId: server.serverId])
}

/** Gives phones to users, all of them or, where one cannot be given, none. */
Map assignAsteriskPeersToUsers() {
    List<String> problems = InputCheck.of(parameters).problems()
    if (problems) {
        return error(problems.join(' '))
    }
    if (!parameters.assignments) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorNothingChosen'))
    }
    parameters.assignments.each { peerId, userLoginId ->
        run service: 'updateAsteriskPeer', with: [peerId: peerId, userLoginId: userLoginId]
    }
    return success(label('AsteriskUiLabels', 'AsteriskPhonesAssigned', [count: parameters.assignments.size()]))
}

/** A group with one way in and its first members. */
Map createCallCenterGroupWithMembers() {
    List<String> problems = InputCheck.of(parameters).required('groupName', 'serverId', 'entryTypeEnumId').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    if (!parameters.memberPartyIds) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorNoMember'))
    }
    Map group = run service: 'createCallCenterGroup', with: [groupName: parameters.groupName, serverId: parameters.serverId,
            ringTimeoutSeconds: DialplanLines.GROUP_RING_SECONDS as Long, recordCalls: parameters.recordCalls == 'Y' ? 'Y' : 'N']
    run service: 'createCallCenterGroupEntry', with: [callCenterGroupId: group.callCenterGroupId, entryTypeEnumId: parameters.entryTypeEnumId,
            dialplanContext: parameters.dialplanContext, extension: parameters.extension, queueName: parameters.queueName,
            userEventName: parameters.userEventName]
    parameters.memberPartyIds.each { partyId ->
        run service: 'createGroupMembership', with: [callCenterGroupId: group.callCenterGroupId, partyId: partyId]
    }
    return success([callCenterGroupId: group.callCenterGroupId, serverId: parameters.serverId])
}

private boolean reached(GenericValue stored, Map fields) {
    GenericValue typed = delegator.makeValue('AsteriskServer', stored.getAllFields())
    typed.setNonPKFields(fields)
    typed.secret = parameters.secret
    typed.secret = ServerSecret.of(delegator, typed).orElse(null)
    return typed.secret && SetupServices.trial(typed, parameters.userLogin.userLoginId, parameters.locale, ZoneId.systemDefault()).reached
}
