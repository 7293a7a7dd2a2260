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
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.settings.Settings
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers
import org.apache.ofbiz.asterisk.crm.rows.Rows
import org.apache.ofbiz.entity.GenericValue

Map createAsteriskIgnoredNumber() {
    InputCheck check = InputCheck.of(parameters).noMarkup().required('numberKey').longest(40, 'numberKey').longest(255, 'description')
    TelephoneNumbers numbers = new TelephoneNumbers(CallCenter.settings(delegator).get(Settings.DEFAULT_REGION))
    String key = check.failed() ? '' : numbers.keyOf(parameters.numberKey).orElse('')
    if (!key) {
        check.refuse('numberKey', 'AsteriskRefusal_NUMBER_INVALID', [detail: parameters.numberKey])
    } else if (from('AsteriskIgnoredNumber').where('numberKey', key).queryOne()) {
        check.refuse('numberKey', 'AsteriskErrorExists', [key: key])
    }
    if (check.failed()) {
        return check.refusal()
    }
    delegator.create('AsteriskIgnoredNumber', [numberKey: key, description: parameters.description,
            lastModifiedByUserLogin: parameters.userLogin?.userLoginId])
    return success(label('AsteriskUiLabels', 'AsteriskSaved'), [numberKey: key])
}

Map updateAsteriskIgnoredNumber() {
    return changed('AsteriskIgnoredNumber', 'numberKey', InputCheck.of(parameters).noMarkup().longest(255, 'description'))
}

Map deleteAsteriskIgnoredNumber() {
    return deleted('AsteriskIgnoredNumber', 'numberKey')
}

Map deleteAsteriskCallerCorrection() {
    return deleted('AsteriskCallerCorrection', 'numberKey')
}

Map createAsteriskOutboundRule() {
    InputCheck check = checkRule().required('numberPrefix', 'ruleType')
    if (!check.failed() && from('AsteriskOutboundRule').where('numberPrefix', parameters.numberPrefix).queryOne()) {
        check.refuse('numberPrefix', 'AsteriskErrorExists', [key: parameters.numberPrefix])
    }
    if (check.failed()) {
        return check.refusal()
    }
    GenericValue rule = makeValue('AsteriskOutboundRule', parameters)
    rule.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    rule.create()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'))
}

Map updateAsteriskOutboundRule() {
    return changed('AsteriskOutboundRule', 'numberPrefix', checkRule().notErased('ruleType'))
}

Map deleteAsteriskOutboundRule() {
    return deleted('AsteriskOutboundRule', 'numberPrefix')
}

/** A rule that asks for a permission that is not there would shut everybody out. */
private InputCheck checkRule() {
    InputCheck check = InputCheck.of(parameters).noMarkup()
            .matches('numberPrefix', Pattern.compile(/\+?[0-9]{1,20}/), 'AsteriskErrorPrefix')
            .oneOf('ruleType', ['ALLOW', 'BLOCK']).longest(60, 'permissionId').longest(255, 'description')
    return check.failed() || !parameters.permissionId ? check
            : check.known('permissionId') { Rows.one(from('SecurityPermission').where('permissionId', parameters.permissionId)) }
}

private Map changed(String entity, String key, InputCheck check) {
    GenericValue row = check.find(key) { Rows.one(from(entity).where(key, parameters[key])) }.orElse(null)
    check.unchanged(row)
    if (check.failed()) {
        return check.refusal()
    }
    row.setNonPKFields(check.values())
    row.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    row.store()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'))
}

private Map deleted(String entity, String key) {
    InputCheck check = InputCheck.of(parameters)
    GenericValue row = check.find(key) { Rows.one(from(entity).where(key, parameters[key])) }.orElse(null)
    if (check.failed()) {
        return check.refusal()
    }
    row.remove()
    return success(label('AsteriskUiLabels', 'AsteriskDeleted'))
}
