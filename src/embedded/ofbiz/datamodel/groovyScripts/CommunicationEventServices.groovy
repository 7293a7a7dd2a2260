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
import org.apache.ofbiz.base.util.UtilDateTime

/** Creates the event, with the roles of its two parties. */
Map createCommunicationEvent() {
    Map event = makeValue('CommunicationEvent', parameters)
    event.communicationEventId = event.communicationEventId ?: delegator.getNextSeqId('CommunicationEvent')
    event.statusId = event.statusId ?: 'COM_ENTERED'
    event.entryDate = event.entryDate ?: UtilDateTime.nowTimestamp()
    event.contactMechTypeId = event.contactMechTypeId ?: event.getRelatedOne('CommunicationEventType', true)?.contactMechTypeId
    event.create()
    addRole(event.communicationEventId, event.partyIdFrom, 'ORIGINATOR', event.contactMechIdFrom, 'COM_ROLE_COMPLETED')
    addRole(event.communicationEventId, event.partyIdTo, 'ADDRESSEE', event.contactMechIdTo, 'COM_ROLE_CREATED')
    return success([communicationEventId: event.communicationEventId])
}

/** Changes the fields that are given; a new status only where it may follow the old one. */
Map updateCommunicationEvent() {
    Map event = findOne('CommunicationEvent', [communicationEventId: parameters.communicationEventId], false)
    if (!event) {
        return error(label('SecurityextUiLabels', 'CommunicationEventMissing', [id: parameters.communicationEventId]))
    }
    String old = event.statusId
    if (!mayChange(old, parameters.statusId)) {
        return error(label('SecurityextUiLabels', 'StatusChangeRefused', [old: old, status: parameters.statusId]))
    }
    event.setNonPKFields(parameters)
    event.store()
    return success([oldStatusId: old])
}

/** Moves the event to another status, and by default the roles of those it addresses to closed once it is complete. */
Map setCommunicationEventStatus() {
    Map event = findOne('CommunicationEvent', [communicationEventId: parameters.communicationEventId], false)
    if (!event) {
        return error(label('SecurityextUiLabels', 'CommunicationEventMissing', [id: parameters.communicationEventId]))
    }
    String old = event.statusId
    if (!mayChange(old, parameters.statusId)) {
        return error(label('SecurityextUiLabels', 'StatusChangeRefused', [old: old, status: parameters.statusId]))
    }
    event.statusId = parameters.statusId
    event.store()
    if (parameters.statusId == 'COM_COMPLETE' && parameters.setRoleStatusToComplete == 'Y') {
        event.getRelated('CommunicationEventRole').each { role ->
            role.statusId = 'COM_ROLE_COMPLETED'
            role.store()
        }
    }
    return success([oldStatusId: old])
}

/** Adds a party to the event; the party gets the role where it has not had it. */
Map createCommunicationEventRole() {
    addRole(parameters.communicationEventId, parameters.partyId, parameters.roleTypeId, parameters.contactMechId, parameters.statusId)
    return success()
}

private boolean mayChange(String old, String wanted) {
    return !wanted || !old || wanted == old || from('StatusValidChange').where('statusId', old, 'statusIdTo', wanted).queryCount() > 0
}

private void addRole(String eventId, String partyId, String roleTypeId, String contactMechId, String statusId) {
    if (partyId) {
        Map role = [partyId: partyId, roleTypeId: roleTypeId]
        findOne('PartyRole', role, false) ?: delegator.create(makeValue('PartyRole', role))
        delegator.createOrStore(makeValue('CommunicationEventRole', [communicationEventId: eventId, partyId: partyId, roleTypeId: roleTypeId,
                contactMechId: contactMechId, statusId: statusId ?: 'COM_ROLE_CREATED']))
    }
}
