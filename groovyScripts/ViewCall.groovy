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
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.crm.history.CallHistory
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.asterisk.crm.quality.CallQuality
import org.apache.ofbiz.asterisk.crm.scoring.RecordingComments
import org.apache.ofbiz.asterisk.crm.scoring.ScoreSheets
import org.apache.ofbiz.asterisk.crm.settings.Settings

// Data of the page viewCall: one call with its timeline, for anyone who may see the call; nothing where that is not so.
boolean allGroups = security.hasEntityPermission('ASTERISK', '_SUPERVISOR', userLogin)
DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM).withLocale(locale).withZone(timeZone.toZoneId())
Closure duration = { Long seconds -> seconds == null ? '' : String.format('%d:%02d', seconds.intdiv(60), seconds % 60) }
CallHistory.Viewer viewer = new CallHistory.Viewer(new UserDirectory(delegator).person(userLogin), allGroups, locale)
Map found = new CallHistory(delegator, CallCenter.settings(delegator)).call((parameters.phoneCallId ?: '') as String, viewer).orElse(null)
if (found) {
    context.qualities = new CallQuality(delegator).of(found.phoneCallId as String).collect { line ->
        [phone: delegator.findOne('AsteriskPeer', [peerId: line.peerId()], false)?.peerName ?: line.peerId(), time: duration(line.seconds()),
         score: line.score(), worst: line.worstScore(), lost: "${line.lostPercent()} %", jitter: "${line.jitter()} ms",
         roundTrip: "${line.roundTrip()} ms"]
    }
    boolean scored = CallCenter.settings(delegator).get(Settings.AGENTS_SEE_SCORES) && found.recordingUrl
    // agents see what was said of their own calls, not of those of colleagues
    String agentPartyId = scored ? from('PhoneCall').where('phoneCallId', found.phoneCallId).queryOne()?.agentPartyId : null
    boolean shows = scored && (allGroups || agentPartyId && agentPartyId == userLogin.partyId)
    ScoreSheets sheets = new ScoreSheets(delegator)
    context.scores = (shows ? sheets.of(found.phoneCallId as String) : []).collectMany { sheet ->
        sheets.answers(sheet.scoreSheetId).collect { id, points ->
            [question: from('AsteriskScoreQuestion').where('questionId', id).queryOne()?.questionText ?: id, points: points,
             total: "${sheet.scorePercent.stripTrailingZeros().toPlainString()} %".toString()]
        }
    }
    context.comments = (shows ? new RecordingComments(delegator).of(found.phoneCallId as String) : []).collect { comment ->
        [at: duration(comment.positionSeconds), text: comment.commentText]
    }
    List consents = found.events.findAll { event -> event.kind in ['ANNOUNCED', 'AGREED', 'NOT_RECORDED'] }
            .sort { event -> event.kind == 'NOT_RECORDED' ? 1 : 0 }
    Map consent = consents ? consents.last() as Map : null
    Timestamp first = found.events ? found.events.first().at : null
    context.call = found + [
        customer: found.name ?: found.display ?: uiLabelMap.AsteriskConsoleWithheld,
        directionText: uiLabelMap["AsteriskConsoleDirection${found.direction}".toString()],
        consentText: consent ? [consent.text, consent.detail].findAll().join(': ') : null,
        variablesText: found.variables ? found.variables.collect { name, value -> "${name}: ${value}" }.join(', ') : null,
        started: time.format(java.time.Instant.parse(found.startedAt)),
        waited: duration(found.waitSeconds), talked: duration(found.talkSeconds), held: duration(found.holdSeconds)]
    context.events = found.events.collect { event ->
        event + [time: time.format(event.at.toInstant()), after: duration(Math.max(0L, (event.at.time - first.time).intdiv(1000)))]
    }
}
