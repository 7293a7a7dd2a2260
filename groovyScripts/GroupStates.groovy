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

// Data of the page FindGroup: each group, how calls reach it, and who is in it now.
Set<String> present = CallCenter.of(delegator).map { callCenter -> callCenter.push().present()*.partyId() }.orElse([]) as Set
context.groups = from('CallCenterGroup').orderBy('callCenterGroupId').queryList().collect { group ->
    List members = from('GroupMembership').where('callCenterGroupId', group.callCenterGroupId).filterByDate().queryList()
    List entries = from('CallCenterGroupEntry').where('callCenterGroupId', group.callCenterGroupId).orderBy('entrySeqId').queryList()
    Map shown = ['callCenterGroupId', 'groupName', 'description', 'serverId'].collectEntries { [it, group[it]] }
    shown + [entryWords: entries.collect { entry -> EntryFields.words(entry) }.join(', '), memberCount: members.size(),
             presentCount: members.count { present.contains(it.partyId) },
             enabledWords: group.enabled == 'Y' ? uiLabelMap.AsteriskYes : uiLabelMap.AsteriskNo]
}
