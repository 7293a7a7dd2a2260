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
import java.sql.Timestamp
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.admin.OwnAccess
import org.apache.ofbiz.asterisk.crm.rows.Rows
import org.apache.ofbiz.base.util.UtilDateTime
import org.apache.ofbiz.entity.GenericValue

Map createGroupMembership() {
    InputCheck check = checkMembership().required('callCenterGroupId', 'partyId')
            .known('callCenterGroupId') { groupOf(parameters.callCenterGroupId) }
            .known('partyId') { Rows.one(from('Party').where('partyId', parameters.partyId)) }
    if (check.failed()) {
        return check.refusal()
    }
    Map values = check.values()
    GenericValue membership = delegator.makeValue('GroupMembership',
            [callCenterGroupId: parameters.callCenterGroupId, partyId: parameters.partyId])
    membership.setNonPKFields(values)
    membership.fromDate = values.fromDate ?: UtilDateTime.nowTimestamp()
    membership.membershipRoleEnumId = membership.membershipRoleEnumId ?: 'AST_AGENT'
    checkDates(check, membership)
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    membership.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    membership.create()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'),
            [callCenterGroupId: membership.callCenterGroupId, partyId: membership.partyId, fromDate: membership.fromDate])
}

Map updateGroupMembership() {
    InputCheck check = checkMembership().required('fromDate').notErased('membershipRoleEnumId')
    GenericValue membership = membershipOf(check)
    if (!membership || check.unchanged(membership).failed()) {
        return check.refusal()
    }
    GenericValue before = (GenericValue) membership.clone()
    membership.setNonPKFields(check.values())
    checkDates(check, membership)
    if (new OwnAccess(delegator, security, parameters.userLogin).grows(before, membership)) {
        check.refuse('partyId', 'AsteriskRefusal_NOT_PERMITTED', [detail: 'ASTERISK_SUPERVISOR'])
    }
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    membership.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    membership.store()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'))
}

Map deleteGroupMembership() {
    InputCheck check = checkMembership().required('fromDate')
    GenericValue membership = membershipOf(check)
    if (!membership) {
        return check.refusal()
    }
    membership.remove()
    return success(label('AsteriskUiLabels', 'AsteriskDeleted'))
}

/** Who is in the other group now is in this one from now on, as there. Who is in it already stays as they are. */
Map copyGroupMemberships() {
    InputCheck check = InputCheck.of(parameters).noMarkup().required('callCenterGroupId', 'fromGroupId')
            .known('callCenterGroupId') { groupOf(parameters.callCenterGroupId) }
            .known('fromGroupId') { groupOf(parameters.fromGroupId) }
    if (!check.failed() && parameters.fromGroupId == parameters.callCenterGroupId) {
        check.refuse('fromGroupId', 'AsteriskErrorSameGroup', [:])
    }
    if (check.failed()) {
        return check.refusal()
    }
    Timestamp now = UtilDateTime.nowTimestamp()
    List<GenericValue> members = from('GroupMembership').where('callCenterGroupId', parameters.fromGroupId).filterByDate(now).queryList()
    List<GenericValue> copies = members.collect { member ->
        GenericValue copy = delegator.makeValue('GroupMembership', [callCenterGroupId: parameters.callCenterGroupId,
                partyId: member.partyId, fromDate: now, lastModifiedByUserLogin: parameters.userLogin?.userLoginId])
        copy.setNonPKFields([thruDate: member.thruDate, membershipRoleEnumId: member.membershipRoleEnumId, penalty: member.penalty])
        copy
    }.findAll { copy -> !overlaps(copy) }
    copies.each { copy -> copy.create() }
    long skipped = members.size() - copies.size()
    return success(label('AsteriskUiLabels', 'AsteriskMembersCopied', [copied: copies.size(), skipped: skipped]),
            [callCenterGroupId: parameters.callCenterGroupId, copiedCount: copies.size() as Long, skippedCount: skipped])
}

private InputCheck checkMembership() {
    return InputCheck.of(parameters).noMarkup()
            .oneOf('membershipRoleEnumId', ['AST_AGENT', 'AST_SUPERVISOR'])
            .number('penalty', 0, 1000)
            .time('fromDate', 'thruDate')
            .longest(20, 'partyId', 'callCenterGroupId')
}

private Optional<GenericValue> groupOf(String callCenterGroupId) {
    return Rows.one(from('CallCenterGroup').where('callCenterGroupId', callCenterGroupId))
}

private GenericValue membershipOf(InputCheck check) {
    Map key = [callCenterGroupId: parameters.callCenterGroupId, partyId: parameters.partyId, fromDate: check.values().fromDate]
    return check.failed() ? null : check.find('partyId') { Rows.one(from('GroupMembership').where(key)) }.orElse(null)
}

/** A membership ends after it began, and nobody is a member of the same group twice at a time. */
private void checkDates(InputCheck check, GenericValue membership) {
    Timestamp end = membership.getTimestamp('thruDate')
    if (end && !end.after(membership.getTimestamp('fromDate'))) {
        check.refuse('thruDate', 'AsteriskErrorDates', [:])
    }
    if (!check.failed() && overlaps(membership)) {
        check.refuse('partyId', 'AsteriskErrorMemberTwice', [party: membership.partyId])
    }
}

private boolean overlaps(GenericValue membership) {
    Timestamp begin = membership.getTimestamp('fromDate')
    Timestamp end = membership.getTimestamp('thruDate')
    List<GenericValue> others = from('GroupMembership')
            .where('callCenterGroupId', membership.callCenterGroupId, 'partyId', membership.partyId).queryList()
    return others.any { other ->
        Timestamp otherEnd = other.getTimestamp('thruDate')
        other.getTimestamp('fromDate') != begin && (!otherEnd || otherEnd.after(begin)) &&
                (!end || other.getTimestamp('fromDate').before(end))
    }
}
