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
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.base.util.UtilDateTime

// Data of the page PersonGroups: the groups that a party is, was or will be in.
String wanted = (parameters.partyId instanceof String ? parameters.partyId : '').replaceAll(/[\r\n\x00]/, '')
context.personName = wanted && from('Party').where('partyId', wanted).queryOne() ? new UserDirectory(delegator).colleague(wanted) : ''
List rows = wanted ? from('AsteriskMembershipAndGroup').where('partyId', wanted).orderBy('groupName', '-fromDate').queryList() : []
context.memberships = rows.collect { row ->
    boolean begun = !row.getTimestamp('fromDate').after(UtilDateTime.nowTimestamp())
    boolean over = row.thruDate && !row.getTimestamp('thruDate').after(UtilDateTime.nowTimestamp())
    Map shown = ['callCenterGroupId', 'groupName', 'partyId', 'fromDate', 'thruDate', 'penalty'].collectEntries { [it, row[it]] }
    shown + [fromWords: UtilDateTime.toDateTimeFormat(null, timeZone, locale).format(row.fromDate),
             roleWords: row.membershipRoleEnumId == 'AST_SUPERVISOR' ? uiLabelMap.AsteriskSupervisor : uiLabelMap.AsteriskAgent,
             whenWords: over ? uiLabelMap.AsteriskOver : begun ? uiLabelMap.AsteriskNow : uiLabelMap.AsteriskLater]
}
