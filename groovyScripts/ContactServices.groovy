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
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.settings.Settings
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers
import org.apache.ofbiz.base.util.UtilProperties

Map createAsteriskContactForNumber() {
    List<String> problems = InputCheck.of(parameters).required('firstName', 'lastName', 'number')
            .longest(100, 'firstName', 'lastName').longest(40, 'number').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    String given = parameters.number
    if (given =~ /\p{L}/ || TelephoneNumbers.digits(given).length() < 3) { // an extension may have 3
        return error(UtilProperties.getMessage('AsteriskUiLabels', 'AsteriskRefusal_NUMBER_INVALID', [detail: given], parameters.locale as Locale))
    }
    TelephoneNumbers numbers = new TelephoneNumbers(CallCenter.settings(delegator).get(Settings.DEFAULT_REGION))
    Map telecomNumber = numbers.parts(parameters.number)
            .map { parts -> [countryCode: parts.countryCode(), contactNumber: parts.national()] }
            .orElse([contactNumber: parameters.number])
    Map person = run service: 'createPerson', with: [firstName: parameters.firstName, lastName: parameters.lastName]
    Map number = run service: 'createPartyTelecomNumber',
            with: telecomNumber + [partyId: person.partyId, contactMechPurposeTypeId: 'PRIMARY_PHONE']
    return success([partyId: person.partyId, contactMechId: number.contactMechId])
}
