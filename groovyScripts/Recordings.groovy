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
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFiles
import org.apache.ofbiz.asterisk.crm.recordings.RecordingLog
import org.apache.ofbiz.asterisk.crm.reports.ReportChoices
import org.apache.ofbiz.asterisk.crm.scoring.RecordingComments
import org.apache.ofbiz.asterisk.crm.scoring.Score
import org.apache.ofbiz.asterisk.crm.scoring.ScoreSheets
import org.apache.ofbiz.asterisk.web.recordings.RecordingAnswer
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.ServiceUtil

// No service takes markup.
String plain(Object value) {
    value?.toString()?.replaceAll('[<>]', '') ?: ''
}

// Data of the page recordings: calls with recordings, and who listened to the one that is asked for. The service checks permission once more.
List names = ['fromDay', 'thruDay', 'callCenterGroupId', 'agentPartyId', 'dispositionEnumId']
Map asked = names.collectEntries { name -> [name, plain(parameters[name])] }
Map input = asked.findAll { field -> field.value } + [userLogin: userLogin, locale: locale, timeZone: timeZone]
String before = plain(parameters.beforeMillis)
if (before ==~ /\d{1,15}/) {
    input.beforeMillis = before as Long
}
Map found = dispatcher.runSync('findAsteriskRecordings', input)
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
context.asked = asked + [fromDay: found.fromDay ?: asked.fromDay, thruDay: found.thruDay ?: asked.thruDay]
context.askedFields = context.asked.collect { name, text -> [name: name, text: text] } // a template can't go through the keys of a map
context.mayDownload = security.hasEntityPermission('ASTERISK', '_DOWNLOAD', userLogin)

ReportChoices choices = new ReportChoices(delegator, security, userLogin)
context.groups = choices.groups()
context.agents = choices.agents()
context.dispositions = choices.dispositions(locale)

Map groupNames = context.groups.collectEntries { group -> [group.id, group.name] }
Map dispositionNames = context.dispositions.collectEntries { value -> [value.id, value.name] }
Closure<String> duration = { Long seconds -> seconds == null ? '' : String.format('%d:%02d', seconds.intdiv(60), seconds % 60) }
context.recordings = (found.recordings ?: []).collect { call ->
    [phoneCallId: call.phoneCallId, time: call.time, customer: call.name ?: call.display ?: uiLabelMap.AsteriskConsoleWithheld,
     agent: call.agent ?: '', group: groupNames[call.groupId] ?: '', disposition: dispositionNames[call.dispositionEnumId] ?: '',
     length: duration(call.talkSeconds), listens: call.listens]
}
String link = context.asked.findAll { field -> field.value }
        .collect { name, value -> "${name}=${URLEncoder.encode(value as String, 'UTF-8')}" }.join('&')
context.filterLink = link
context.nextLink = found.beforeMillis ? "${link}&beforeMillis=${found.beforeMillis}".toString() : ''

// the one that is asked for: who heard it, what was noted about it, how it was scored
context.shown = context.recordings.find { recording -> recording.phoneCallId == parameters.phoneCallId }
if (context.shown) {
    DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM).withLocale(locale)
            .withZone(timeZone.toZoneId())
    GenericValue call = from('PhoneCall').where('phoneCallId', context.shown.phoneCallId).queryOne()
    context.locked = new RecordingFiles(delegator, CallCenter.settings(delegator)).locked(call.recordingContentId as String)
            .map { why -> RecordingAnswer.words(why, locale) }.orElse('')
    context.accesses = new RecordingLog(delegator, java.time.Clock.systemUTC()).of(context.shown.phoneCallId).collect { access ->
        [time: time.format(access.getTimestamp('accessDate').toInstant()),
         who: new UserDirectory(delegator).withLogin(access.userLoginId).map { user -> user.name() }.orElse(access.userLoginId),
         what: uiLabelMap["AsteriskRecordingAccess_${access.accessType}".toString()]]
    }
    Closure<String> user = { String login -> new UserDirectory(delegator).withLogin(login).map { known -> known.name() }.orElse(login) }
    context.comments = new RecordingComments(delegator).of(context.shown.phoneCallId).collect { comment ->
        [id: comment.commentId, seconds: comment.positionSeconds, at: duration(comment.positionSeconds), text: comment.commentText,
         who: user(comment.userLoginId), time: time.format(comment.getTimestamp('commentDate').toInstant())]
    }
    ScoreSheets sheets = new ScoreSheets(delegator)
    context.sheets = sheets.of(context.shown.phoneCallId).collect { sheet ->
        [who: user(sheet.userLoginId), time: time.format(sheet.getTimestamp('scoreDate').toInstant()),
         percent: "${sheet.scorePercent.stripTrailingZeros().toPlainString()} %".toString()]
    }
    Map own = sheets.own(context.shown.phoneCallId, userLogin.userLoginId as String).map { sheet -> sheets.answers(sheet.scoreSheetId) }.orElse([:])
    context.questions = sheets.active((call?.callCenterGroupId ?: '') as String, call.getTimestamp('startDate')).collect { question ->
        Score.Kind kind = Score.Kind.of(question)
        [id: question.questionId, text: question.questionText, chosen: own[question.questionId]?.toString() ?: '',
         choices: (kind.least()..kind.most()).collect { points ->
             [points: points as String, text: kind == Score.Kind.YES_NO ? uiLabelMap[points ? 'AsteriskYes' : 'AsteriskNo'] : points as String]
         }]
    }
}
