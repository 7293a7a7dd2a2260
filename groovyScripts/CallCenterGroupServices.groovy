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
import org.apache.ofbiz.asterisk.acd.board.ServiceLevelFormula
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.crm.admin.InUse
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.admin.OwnAccess
import org.apache.ofbiz.asterisk.crm.rows.Rows
import org.apache.ofbiz.asterisk.crm.telephony.AccountCodes
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
    group.routingStrategyEnumId = group.routingStrategyEnumId ?: 'AST_ROUTE_CLAIM'
    group.recordCalls = group.recordCalls ?: 'N'
    group.dispositionRequired = group.dispositionRequired ?: 'N'
    group.enabled = group.enabled ?: 'Y'
    group.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    group.create()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'), [callCenterGroupId: group.callCenterGroupId])
}

Map updateCallCenterGroup() {
    InputCheck check = checkGroup().notErased('groupName', 'serverId', 'routingStrategyEnumId')
    GenericValue group = check.find('callCenterGroupId') { groupOf(parameters.callCenterGroupId) }.orElse(null)
    check.unchanged(group)
    if (check.failed()) {
        return check.refusal()
    }
    GenericValue before = (GenericValue) group.clone()
    group.setNonPKFields(check.values())
    if (new OwnAccess(delegator, security, parameters.userLogin).hearsMore(before, group)) {
        check.refuse('mailbox', 'AsteriskRefusal_NOT_PERMITTED', [detail: 'ASTERISK_ADMIN'])
    }
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    group.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    group.store()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'))
}

Map deleteCallCenterGroup() {
    InputCheck check = checkGroup()
    GenericValue group = check.find('callCenterGroupId') { groupOf(parameters.callCenterGroupId) }.orElse(null)
    if (check.failed()) {
        return check.refusal()
    }
    InUse uses = InUse.of(group, CallCenter.settings(delegator))
    if (uses.any()) {
        return uses.refusal(check, 'AsteriskErrorGroupInUse')
    }
    Map key = [callCenterGroupId: parameters.callCenterGroupId]
    delegator.removeByAnd('CallCenterGroupEntry', key)
    delegator.removeByAnd('GroupMembership', key)
    delegator.removeByAnd('CallCenterGroupLimits', key)
    delegator.removeByAnd('CallCenterGroupConsent', key)
    delegator.removeByAnd('AsteriskScoreQuestion', key)
    group.remove()
    return success(label('AsteriskUiLabels', 'AsteriskDeleted'))
}

private InputCheck checkGroup() {
    InputCheck check = InputCheck.of(parameters).noMarkup()
            .id('callCenterGroupId')
            .oneOf('routingStrategyEnumId', ['AST_ROUTE_CLAIM', 'AST_ROUTE_MOST_IDLE', 'AST_ROUTE_RING_ALL', 'AST_ROUTE_ROUND', 'AST_ROUTE_LINEAR',
                    'AST_ROUTE_FEWEST', 'AST_ROUTE_RANDOM'])
            .number('ringTimeoutSeconds', 1, 300)
            .number('wrapUpSeconds', 0, 3600)
            .number('answerWithinSeconds', 1, 3600)
            .oneOf('serviceLevelFormula', ServiceLevelFormula.values()*.name())
            .number('pauseAfterMissed', 0, 100)
            .number('callsAtOnce', 1, 10)
            .number('callbackAttempts', 1, 10)
            .number('callbackRetryMinutes', 1, 1440)
            .yesOrNo('recordCalls', 'consoleClaim', 'dispositionRequired', 'automaticCallbacks', 'enabled')
            .pageUrl('partyProfileUrl')
            .matches('mailbox', Mailbox.PATTERN, 'AsteriskErrorMailbox')
            .longest(100, 'groupName')
            .longest(255, 'description', 'partyProfileUrl')
            .known('serverId') { Rows.one(from('AsteriskServer').where('serverId', parameters.serverId)) }
    if (!AccountCodes.read((parameters.accountCodes ?: '') as String).present) {
        check.refuse('accountCodes', 'AsteriskErrorAccountCodes', [most: AccountCodes.MOST])
    }
    return check
}

private Optional<GenericValue> groupOf(String callCenterGroupId) {
    return Rows.one(from('CallCenterGroup').where('callCenterGroupId', callCenterGroupId))
}
