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
import java.sql.Timestamp
import org.apache.ofbiz.base.util.UtilDateTime
import org.apache.ofbiz.party.party.PartyHelper

/** Creates the party and the person. */
Map createPerson() {
    String partyId = parameters.partyId ?: delegator.getNextSeqId('Party')
    makeValue('Party', [partyId: partyId, partyTypeId: 'PERSON', statusId: parameters.statusId ?: 'PARTY_ENABLED',
            description: parameters.description, externalId: parameters.externalId,
            preferredCurrencyUomId: parameters.preferredCurrencyUomId, createdDate: UtilDateTime.nowTimestamp(),
            createdByUserLogin: parameters.userLogin?.userLoginId]).create()
    makeValue('Person', parameters + [partyId: partyId]).create()
    return success([partyId: partyId])
}

/** Creates the number, makes it the party's, and says what for. */
Map createPartyTelecomNumber() {
    String partyId = parameters.partyId ?: parameters.userLogin.partyId
    String contactMechId = parameters.contactMechId ?: delegator.getNextSeqId('ContactMech')
    makeValue('ContactMech', [contactMechId: contactMechId, contactMechTypeId: 'TELECOM_NUMBER']).create()
    makeValue('TelecomNumber', parameters + [contactMechId: contactMechId]).create()
    makeValue('PartyContactMech', parameters + [partyId: partyId, contactMechId: contactMechId,
            fromDate: parameters.fromDate ?: UtilDateTime.nowTimestamp()]).create()
    if (parameters.contactMechPurposeTypeId) {
        if (partyId != parameters.userLogin.partyId && !security.hasEntityPermission('PARTYMGR_PCM', '_CREATE', parameters.userLogin)) {
            return error('You do not have permission to perform this operation for this party.') // OFBiz asks for that one alone
        }
        addPurpose(partyId, contactMechId, parameters.contactMechPurposeTypeId, UtilDateTime.nowTimestamp())
    }
    return success([contactMechId: contactMechId])
}

Map createPartyContactMechPurpose() {
    Timestamp fromDate = parameters.fromDate ?: UtilDateTime.nowTimestamp()
    String partyId = parameters.partyId ?: parameters.userLogin.partyId
    addPurpose(partyId, parameters.contactMechId, parameters.contactMechPurposeTypeId, fromDate)
    return success([fromDate: fromDate])
}

Map getPartyNameForDate() {
    Map name = findOne('PartyNameView', [partyId: parameters.partyId], true)
    if (!name) {
        return success()
    }
    Map found = ['groupName', 'firstName', 'middleName', 'lastName', 'personalTitle', 'suffix'].collectEntries { [it, name[it]] }
    return success(found + [fullName: PartyHelper.formatPartyNameObject(name, parameters.lastNameFirst == 'Y')])
}

private void addPurpose(String partyId, String contactMechId, String purpose, Timestamp fromDate) {
    makeValue('PartyContactMechPurpose', [partyId: partyId, contactMechId: contactMechId, contactMechPurposeTypeId: purpose,
            fromDate: fromDate]).create()
}
