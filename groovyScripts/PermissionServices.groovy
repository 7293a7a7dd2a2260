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

// What each action needs. ASTERISK_ADMIN stands for all: hasEntityPermission sees to that.

Map asteriskViewPermission() {
    return allowedWithAnyOf(['_VIEW'])
}

Map asteriskCallPermission() {
    return allowedWithAnyOf(['_CREATE', '_AGENT'])
}

Map asteriskWriteUpPermission() {
    return allowedWithAnyOf(['_CREATE', '_AGENT', '_SUPERVISOR'], ['note'])
}

Map asteriskClaimPermission() {
    return allowedWithAnyOf(['_AGENT'])
}

Map asteriskRedirectPermission() {
    return allowedWithAnyOf(['_AGENT', '_SUPERVISOR'])
}

Map asteriskWallboardPermission() {
    String user = parameters.userLogin?.userLoginId
    boolean supervises = user && CallCenter.of(delegator).map { callCenter -> callCenter.wallboard().supervised(user) }.orElse([] as Set)
    return supervises ? allowedWithAnyOf(['_VIEW']) : allowedWithAnyOf(['_SUPERVISOR'])
}

// supervisors of all groups, and of some: about which calls, the services say
Map asteriskReportPermission() {
    boolean ofSome = parameters.userLogin?.partyId && security.hasEntityPermission('ASTERISK', '_VIEW', parameters.userLogin)
            && from('GroupMembership').where('partyId', parameters.userLogin.partyId, 'membershipRoleEnumId', 'AST_SUPERVISOR').filterByDate()
                    .queryFirst()
    return allowedWithAnyOf(ofSome ? ['_VIEW'] : ['_SUPERVISOR'])
}

Map asteriskPrivacyPermission() {
    return allowedWithAnyOf(['_PRIVACY'])
}

Map asteriskMonitorPermission() {
    return allowedWithAnyOf(['_MONITOR', '_UPDATE', '_DELETE', '_ADMIN'])
}

Map asteriskAdminPermission() {
    switch (parameters.mainAction) {
        case 'VIEW':
            return allowedWithAnyOf(['_UPDATE', '_DELETE', '_ADMIN'])
        case 'UPDATE':
            return allowedWithAnyOf(['_UPDATE'])
        case 'DELETE':
            return allowedWithAnyOf(['_DELETE'])
        default:
            return allowedWithAnyOf(['_ADMIN'])
    }
}

private Map allowedWithAnyOf(List<String> actions, List<String> texts = []) {
    List<String> problems = InputCheck.withTexts(parameters, texts).problems()
    if (problems) {
        return success([hasPermission: false, failMessage: problems.join(' ')])
    }
    if (actions.any { action -> parameters.userLogin && security.hasEntityPermission('ASTERISK', action, parameters.userLogin) }) {
        return success([hasPermission: true])
    }
    String names = actions.collect { action -> 'ASTERISK' + action }.join(', ')
    String asked = parameters.resourceDescription ?: ''
    // menus and screens ask under the name of this service, to know what to show: that refuses nobody anything
    if (asked && !asked.endsWith('Permission')) {
        CallCenter.of(delegator).ifPresent { callCenter ->
            callCenter.push().audit().refusedTo(parameters.userLogin?.userLoginId ?: 'nobody', "service $asked".toString(), names)
        }
    }
    return success([hasPermission: false, failMessage: label('AsteriskUiLabels', 'AsteriskRefusal_NOT_PERMITTED', [detail: names])])
}
