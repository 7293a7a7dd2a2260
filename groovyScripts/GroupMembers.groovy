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
import org.apache.ofbiz.asterisk.crm.admin.EntryFields
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.base.util.UtilProperties
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.util.EntityUtil

// Data of the page EditGroup: how calls reach it, and everybody who is, was or will be in the group, and whether they have a console open now.
Set<String> present = CallCenter.of(delegator).map { callCenter -> callCenter.push().present()*.partyId() }.orElse([]) as Set
context.entries = entries.collect { entry ->
    GenericValue shown = entry.clone()
    EntryFields.clearOthers(shown)
    shown
}
List<GenericValue> rows = from('GroupMembership').where('callCenterGroupId', group.callCenterGroupId).orderBy('partyId', 'fromDate').queryList()
UserDirectory people = new UserDirectory(delegator)
Set<GenericValue> current = EntityUtil.filterByDate(rows) as Set
context.members = rows.collect { member ->
    boolean now = current.contains(member)
    String absent = now ? uiLabelMap.AsteriskNotPresent : uiLabelMap.AsteriskNotMember
    Map shown = ['callCenterGroupId', 'partyId', 'fromDate', 'thruDate', 'penalty'].collectEntries { [it, member[it]] }
    shown + [name: people.colleague(member.partyId as String),
             roleWords: member.membershipRoleEnumId == 'AST_SUPERVISOR' ? uiLabelMap.AsteriskSupervisor : uiLabelMap.AsteriskAgent,
             presentWords: now && present.contains(member.partyId) ? uiLabelMap.AsteriskIsPresent : absent]
}
context.memberSummary = UtilProperties.getMessage('AsteriskUiLabels', 'AsteriskMemberSummary',
        [now: current.size(), present: current.count { present.contains(it.partyId) }], locale)
