/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
