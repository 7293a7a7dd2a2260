/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.entity.GenericValue

Map createCallCenterGroup() {
    List<String> problems = checkGroup().required('groupName', 'serverId').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue group = delegator.makeValue('CallCenterGroup')
    group.setNonPKFields(parameters)
    group.callCenterGroupId = parameters.callCenterGroupId ?: delegator.getNextSeqId('CallCenterGroup')
    if (from('CallCenterGroup').where('callCenterGroupId', group.callCenterGroupId).queryOne()) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorExists', [key: group.callCenterGroupId]))
    }
    if (!isServer(group.serverId)) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: group.serverId]))
    }
    group.routingStrategy = group.routingStrategy ?: 'AST_ROUTE_CLAIM'
    group.recordCalls = group.recordCalls ?: 'N'
    group.enabled = group.enabled ?: 'Y'
    group.create()
    return success([callCenterGroupId: group.callCenterGroupId])
}

Map updateCallCenterGroup() {
    List<String> problems = checkGroup().notErased('groupName', 'serverId').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue group = from('CallCenterGroup').where('callCenterGroupId', parameters.callCenterGroupId).queryOne()
    if (!group) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.callCenterGroupId]))
    }
    group.setNonPKFields(parameters)
    if (!isServer(group.serverId)) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: group.serverId]))
    }
    group.store()
    return success()
}

Map deleteCallCenterGroup() {
    List<String> problems = checkGroup().problems()
    if (problems) {
        return error(problems.join(' '))
    }
    long calls = from('PhoneCall').where('callCenterGroupId', parameters.callCenterGroupId).queryCount()
    if (calls > 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorGroupInUse', [calls: calls]))
    }
    Map key = [callCenterGroupId: parameters.callCenterGroupId]
    delegator.removeByAnd('CallCenterGroupEntry', key)
    delegator.removeByAnd('GroupMembership', key)
    if (delegator.removeByAnd('CallCenterGroup', key) == 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.callCenterGroupId]))
    }
    return success()
}

private InputCheck checkGroup() {
    return InputCheck.of(parameters)
            .id('callCenterGroupId')
            .oneOf('routingStrategy', ['AST_ROUTE_CLAIM'])
            .number('ringTimeoutSeconds', 1, 300)
            .number('wrapUpSeconds', 0, 3600)
            .number('answerWithinSeconds', 1, 3600)
            .yesOrNo('recordCalls', 'enabled')
            .pageUrl('partyProfileUrl')
            .longest(100, 'groupName')
            .longest(255, 'description', 'partyProfileUrl')
}

private boolean isServer(String serverId) {
    return from('AsteriskServer').where('serverId', serverId).queryOne()
}
