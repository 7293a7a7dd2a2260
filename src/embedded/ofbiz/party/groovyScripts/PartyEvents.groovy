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
import org.apache.ofbiz.service.ServiceUtil

/** Creates a person and, where one was given, the telephone number. */
Object createPersonWithNumber() {
    if (!security.hasEntityPermission('PARTYMGR', '_CREATE', userLogin)) {
        return error(label('PartyUiLabels', 'PartyCreatePermissionError'))
    }
    Map person = dispatcher.runSync('createPerson', [firstName: parameters.firstName, lastName: parameters.lastName, userLogin: userLogin])
    if (ServiceUtil.isError(person)) {
        return person
    }
    if (parameters.contactNumber) {
        Map number = dispatcher.runSync('createPartyTelecomNumber', [partyId: person.partyId, contactNumber: parameters.contactNumber,
                contactMechPurposeTypeId: 'PRIMARY_PHONE', userLogin: userLogin])
        if (ServiceUtil.isError(number)) {
            return number
        }
    }
    return success([partyId: person.partyId])
}
