/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.asterisk.crm.InUse
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.entity.GenericValue

Map createCallCenterGroup() {
    InputCheck check = checkGroup().required('groupName', 'serverId')
    if (!check.failed() && parameters.callCenterGroupId && groupOf(parameters.callCenterGroupId)) {
        check.refuse('callCenterGroupId', 'AsteriskErrorExists', [key: parameters.callCenterGroupId])
    }
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    GenericValue group = delegator.makeValue('CallCenterGroup')
    group.setNonPKFields(check.values())
    group.callCenterGroupId = parameters.callCenterGroupId ?: delegator.getNextSeqId('CallCenterGroup')
    group.routingStrategy = group.routingStrategy ?: 'AST_ROUTE_CLAIM'
    group.recordCalls = group.recordCalls ?: 'N'
    group.dispositionRequired = group.dispositionRequired ?: 'N'
    group.enabled = group.enabled ?: 'Y'
    group.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    group.create()
    return success([callCenterGroupId: group.callCenterGroupId])
}

Map updateCallCenterGroup() {
    InputCheck check = checkGroup().notErased('groupName', 'serverId', 'routingStrategy')
    GenericValue group = check.find('callCenterGroupId') { groupOf(parameters.callCenterGroupId) }
    check.unchanged(group)
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    group.setNonPKFields(check.values())
    group.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    group.store()
    return success()
}

Map deleteCallCenterGroup() {
    InputCheck check = checkGroup()
    GenericValue group = check.find('callCenterGroupId') { groupOf(parameters.callCenterGroupId) }
    if (check.failed()) {
        return check.refusal()
    }
    InUse uses = InUse.of(group)
    if (uses.any()) {
        return uses.refusal(check, 'AsteriskErrorGroupInUse')
    }
    Map key = [callCenterGroupId: parameters.callCenterGroupId]
    delegator.removeByAnd('CallCenterGroupEntry', key)
    delegator.removeByAnd('GroupMembership', key)
    group.remove()
    return success()
}

private InputCheck checkGroup() {
    return InputCheck.of(parameters).noMarkup()
            .id('callCenterGroupId')
            .oneOf('routingStrategy', ['AST_ROUTE_CLAIM'])
            .number('ringTimeoutSeconds', 1, 300)
            .number('wrapUpSeconds', 0, 3600)
            .number('answerWithinSeconds', 1, 3600)
            .yesOrNo('recordCalls', 'dispositionRequired', 'enabled')
            .pageUrl('partyProfileUrl')
            .longest(100, 'groupName')
            .longest(255, 'description', 'partyProfileUrl')
            .known('serverId') { from('AsteriskServer').where('serverId', parameters.serverId).queryOne() }
}

private GenericValue groupOf(String callCenterGroupId) {
    return from('CallCenterGroup').where('callCenterGroupId', callCenterGroupId).queryOne()
}
