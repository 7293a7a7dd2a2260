/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.asterisk.crm.Settings
import org.apache.ofbiz.asterisk.crm.TelephoneNumbers

Map createContactForNumber() {
    List<String> problems = InputCheck.of(parameters).required('firstName', 'lastName', 'number')
            .longest(100, 'firstName', 'lastName').longest(40, 'number').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    TelephoneNumbers numbers = new TelephoneNumbers(Settings.of(delegator).get(Settings.DEFAULT_REGION))
    Map telecomNumber = numbers.parts(parameters.number)
            .map { parts -> [countryCode: parts.countryCode(), contactNumber: parts.national()] }
            .orElse([contactNumber: parameters.number])
    Map person = run service: 'createPerson', with: [firstName: parameters.firstName, lastName: parameters.lastName]
    Map number = run service: 'createPartyTelecomNumber',
            with: telecomNumber + [partyId: person.partyId, contactMechPurposeTypeId: 'PRIMARY_PHONE']
    return success([partyId: person.partyId, contactMechId: number.contactMechId])
}
