/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.sql.Timestamp
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.base.util.UtilDateTime
import org.apache.ofbiz.entity.GenericValue

Map createGroupMembership() {
    List<String> problems = checkMembership().required('callCenterGroupId', 'partyId').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    if (!from('CallCenterGroup').where('callCenterGroupId', parameters.callCenterGroupId).queryOne()) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.callCenterGroupId]))
    }
    if (!from('Party').where('partyId', parameters.partyId).queryOne()) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.partyId]))
    }
    GenericValue membership = delegator.makeValue('GroupMembership',
            [callCenterGroupId: parameters.callCenterGroupId, partyId: parameters.partyId])
    membership.setNonPKFields(parameters)
    membership.fromDate = parameters.fromDate ?: UtilDateTime.nowTimestamp()
    membership.membershipRole = membership.membershipRole ?: 'AST_AGENT'
    String problem = problemWith(membership)
    if (problem) {
        return error(problem)
    }
    membership.create()
    return success([callCenterGroupId: membership.callCenterGroupId, partyId: membership.partyId, fromDate: membership.fromDate])
}

Map updateGroupMembership() {
    List<String> problems = checkMembership().notErased('membershipRole').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue membership = from('GroupMembership').where(membershipKey()).queryOne()
    if (!membership) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.partyId]))
    }
    membership.setNonPKFields(parameters)
    String problem = problemWith(membership)
    if (problem) {
        return error(problem)
    }
    membership.store()
    return success()
}

Map deleteGroupMembership() {
    List<String> problems = checkMembership().problems()
    if (problems) {
        return error(problems.join(' '))
    }
    if (delegator.removeByAnd('GroupMembership', membershipKey()) == 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.partyId]))
    }
    return success()
}

private InputCheck checkMembership() {
    return InputCheck.of(parameters)
            .oneOf('membershipRole', ['AST_AGENT', 'AST_SUPERVISOR'])
            .number('penalty', 0, 1000)
}

private Map membershipKey() {
    return [callCenterGroupId: parameters.callCenterGroupId, partyId: parameters.partyId, fromDate: parameters.fromDate]
}

/** A membership ends after it began, and nobody is a member of the same group twice at a time; empty for no problem. */
private String problemWith(GenericValue membership) {
    Timestamp begin = membership.getTimestamp('fromDate')
    Timestamp end = membership.getTimestamp('thruDate')
    if (end && !end.after(begin)) {
        return label('AsteriskUiLabels', 'AsteriskErrorDates')
    }
    boolean twice = from('GroupMembership').where('callCenterGroupId', membership.callCenterGroupId, 'partyId', membership.partyId)
            .queryList().any { other ->
                Timestamp otherEnd = other.getTimestamp('thruDate')
                other.getTimestamp('fromDate') != begin && (!otherEnd || otherEnd.after(begin)) &&
                        (!end || other.getTimestamp('fromDate').before(end))
            }
    return twice ? label('AsteriskUiLabels', 'AsteriskErrorMemberTwice', [party: membership.partyId]) : ''
}
