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
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.asterisk.crm.privacy.LegalHolds
import org.apache.ofbiz.asterisk.crm.privacy.RetentionRules
import org.apache.ofbiz.service.ServiceUtil

// Data of the page privacy: rules, holds, what would be deleted, and the last runs. The decorator has asked for the permission.
DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.SHORT).withLocale(locale).withZone(timeZone.toZoneId())
Closure<String> moment = { stamp -> stamp ? time.format(stamp.toInstant()) : '' }
UserDirectory users = new UserDirectory(delegator)

context.groups = from('CallCenterGroup').orderBy('groupName').queryList()
        .collect { group -> [id: group.callCenterGroupId, name: group.groupName ?: group.callCenterGroupId] }
Map groupNames = context.groups.collectEntries { group -> [group.id, group.name] } + [(RetentionRules.ALL): uiLabelMap.AsteriskRetentionOthers]
Closure<String> kindName = { kind -> uiLabelMap["AsteriskRetentionKind_$kind".toString()] }
context.kinds = RetentionRules.Kind.values().collect { kind -> [id: kind.name(), name: kindName(kind.name())] }
context.rules = from('AsteriskRetention').orderBy('dataKind', 'callCenterGroupId').queryList().collect { rule ->
    [group: groupNames[rule.callCenterGroupId] ?: rule.callCenterGroupId, groupId: rule.callCenterGroupId, kind: kindName(rule.dataKind),
     kindId: rule.dataKind, days: rule.keepDays ?: 0]
}
context.holds = new LegalHolds(delegator).latest().collect { hold ->
    [id: hold.holdId, what: hold.phoneCallId ?: users.name(hold.partyId).orElse(hold.partyId), ofCall: hold.phoneCallId != null,
     reason: hold.reasonText, by: hold.heldBy, at: moment(hold.heldDate)]
}
context.runs = from('AsteriskRetentionRun').orderBy('-startDate').maxRows(10).queryList().collect { run ->
    [at: moment(run.startDate), until: moment(run.endDate), phase: uiLabelMap["AsteriskRetentionPhase_${run.phase}".toString()], phaseId: run.phase,
     by: run.userLoginId ?: '', done: run.doneCount ?: 0, files: run.recordingCount ?: 0, notes: run.noteCount ?: 0,
     messages: run.voicemailCount ?: 0, anonymous: run.anonymousCount ?: 0, held: run.heldCount ?: 0, failed: run.failedCount ?: 0,
     problem: run.problem ?: '']
}
if (parameters.preview == 'Y') {
    Map preview = dispatcher.runSync('previewAsteriskRetention', [userLogin: userLogin, locale: locale, timeZone: timeZone])
    if (ServiceUtil.isSuccess(preview)) {
        context.counts = preview.counts
        context.due = preview.due.collect { each ->
            [phoneCallId: each.phoneCallId, time: each.time, group: groupNames[each.callCenterGroupId] ?: '', kind: kindName(each.dataKind),
             held: each.held, files: each.files]
        }
    }
}
