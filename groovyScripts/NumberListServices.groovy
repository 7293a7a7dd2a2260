/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.asterisk.crm.Settings
import org.apache.ofbiz.asterisk.crm.TelephoneNumbers
import org.apache.ofbiz.entity.GenericValue

Map createIgnoredNumber() {
    InputCheck check = InputCheck.of(parameters).noMarkup().required('numberKey').longest(40, 'numberKey').longest(255, 'description')
    TelephoneNumbers numbers = new TelephoneNumbers(Settings.of(delegator).get(Settings.DEFAULT_REGION))
    String key = check.failed() ? '' : numbers.keyOf(parameters.numberKey).orElse('')
    if (!key) {
        check.refuse('numberKey', 'AsteriskRefusal_NUMBER_INVALID', [detail: parameters.numberKey])
    } else if (from('IgnoredNumber').where('numberKey', key).queryOne()) {
        check.refuse('numberKey', 'AsteriskErrorExists', [key: key])
    }
    if (check.failed()) {
        return check.refusal()
    }
    delegator.create('IgnoredNumber', [numberKey: key, description: parameters.description,
            lastModifiedByUserLogin: parameters.userLogin?.userLoginId])
    return success([numberKey: key])
}

Map updateIgnoredNumber() {
    return changed('IgnoredNumber', 'numberKey', InputCheck.of(parameters).noMarkup().longest(255, 'description'))
}

Map deleteIgnoredNumber() {
    return deleted('IgnoredNumber', 'numberKey')
}

Map deleteCallerCorrection() {
    return deleted('CallerCorrection', 'numberKey')
}

Map createOutboundRule() {
    InputCheck check = checkRule().required('numberPrefix', 'ruleType')
    if (!check.failed() && from('OutboundRule').where('numberPrefix', parameters.numberPrefix).queryOne()) {
        check.refuse('numberPrefix', 'AsteriskErrorExists', [key: parameters.numberPrefix])
    }
    if (check.failed()) {
        return check.refusal()
    }
    GenericValue rule = makeValue('OutboundRule', parameters)
    rule.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    rule.create()
    return success()
}

Map updateOutboundRule() {
    return changed('OutboundRule', 'numberPrefix', checkRule().notErased('ruleType'))
}

Map deleteOutboundRule() {
    return deleted('OutboundRule', 'numberPrefix')
}

/** A rule that asks for a permission that is not there would shut everybody out. */
private InputCheck checkRule() {
    InputCheck check = InputCheck.of(parameters).noMarkup()
            .matches('numberPrefix', Pattern.compile(/\+?[0-9]{1,20}/), 'AsteriskErrorPrefix')
            .oneOf('ruleType', ['ALLOW', 'BLOCK']).longest(60, 'permissionId').longest(255, 'description')
    return check.failed() || !parameters.permissionId ? check
            : check.known('permissionId') { from('SecurityPermission').where('permissionId', parameters.permissionId).queryOne() }
}

private Map changed(String entity, String key, InputCheck check) {
    GenericValue row = check.find(key) { from(entity).where(key, parameters[key]).queryOne() }
    check.unchanged(row)
    if (check.failed()) {
        return check.refusal()
    }
    row.setNonPKFields(check.values())
    row.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    row.store()
    return success()
}

private Map deleted(String entity, String key) {
    InputCheck check = InputCheck.of(parameters)
    GenericValue row = check.find(key) { from(entity).where(key, parameters[key]).queryOne() }
    if (check.failed()) {
        return check.refusal()
    }
    row.remove()
    return success()
}
