/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.asterisk.crm.Settings
import org.apache.ofbiz.asterisk.crm.TelephoneNumbers
import org.apache.ofbiz.entity.GenericValue

Map createIgnoredNumber() {
    List<String> problems = InputCheck.of(parameters).required('numberKey').longest(40, 'numberKey').longest(255, 'description').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    TelephoneNumbers numbers = new TelephoneNumbers(Settings.of(delegator).get(Settings.DEFAULT_REGION))
    String key = numbers.keyOf(parameters.numberKey).orElse('')
    if (!key) {
        return error(label('AsteriskUiLabels', 'AsteriskRefusal_NUMBER_INVALID', [detail: parameters.numberKey]))
    }
    if (from('IgnoredNumber').where('numberKey', key).queryOne()) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorExists', [key: key]))
    }
    delegator.create('IgnoredNumber', [numberKey: key, description: parameters.description])
    return success([numberKey: key])
}

Map updateIgnoredNumber() {
    return changed('IgnoredNumber', 'numberKey', InputCheck.of(parameters).longest(255, 'description').problems())
}

Map deleteIgnoredNumber() {
    return deleted('IgnoredNumber', 'numberKey')
}

Map deleteCallerCorrection() {
    return deleted('CallerCorrection', 'numberKey')
}

Map createOutboundRule() {
    List<String> problems = checkRule().required('numberPrefix', 'ruleType').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    String problem = permissionProblem()
    if (problem) {
        return error(problem)
    }
    if (from('OutboundRule').where('numberPrefix', parameters.numberPrefix).queryOne()) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorExists', [key: parameters.numberPrefix]))
    }
    makeValue('OutboundRule', parameters).create()
    return success()
}

Map updateOutboundRule() {
    String problem = permissionProblem()
    return problem ? error(problem) : changed('OutboundRule', 'numberPrefix', checkRule().notErased('ruleType').problems())
}

Map deleteOutboundRule() {
    return deleted('OutboundRule', 'numberPrefix')
}

private InputCheck checkRule() {
    return InputCheck.of(parameters).matches('numberPrefix', Pattern.compile(/\+?[0-9]{1,20}/), 'AsteriskErrorPrefix')
            .oneOf('ruleType', ['ALLOW', 'BLOCK']).longest(60, 'permissionId').longest(255, 'description')
}

/** A rule that asks for a permission that is not there would shut everybody out; empty for no problem. */
private String permissionProblem() {
    boolean known = !parameters.permissionId || InputCheck.of(parameters).problems()
            || from('SecurityPermission').where('permissionId', parameters.permissionId).queryOne()
    return known ? '' : label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.permissionId])
}

private Map changed(String entity, String key, List<String> problems) {
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue row = from(entity).where(key, parameters[key]).queryOne()
    if (!row) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters[key]]))
    }
    row.setNonPKFields(parameters)
    row.store()
    return success()
}

private Map deleted(String entity, String key) {
    List<String> problems = InputCheck.of(parameters).problems()
    if (problems) {
        return error(problems.join(' '))
    }
    if (delegator.removeByAnd(entity, [(key): parameters[key]]) == 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters[key]]))
    }
    return success()
}
