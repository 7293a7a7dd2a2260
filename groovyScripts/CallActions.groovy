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
import org.apache.ofbiz.entity.GenericValue

// Data of the page callActions. A secret never reaches a page.
DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM).withLocale(locale).withZone(timeZone.toZoneId())
Closure<String> shown = { Timestamp at -> at ? time.format(at.toInstant()) : '' }
Closure<String> turn = { String name -> uiLabelMap["AsteriskActionTurn_${name}".toString()] }
Map groups = from('CallCenterGroup').queryList().collectEntries { group -> [group.callCenterGroupId, group.groupName ?: group.callCenterGroupId] }
Closure<Map> row = { GenericValue action ->
    [callActionId: action.callActionId, callCenterGroupId: action.callCenterGroupId,
     groupName: groups[action.callCenterGroupId] ?: action.callCenterGroupId, turn: action.turn,
     turnWords: turn(action.getString('turn')), actionType: action.actionType, target: action.target, charset: action.charset,
     enabled: action.enabled, enabledWords: action.enabled == 'N' ? uiLabelMap.AsteriskNo : uiLabelMap.AsteriskYes]
}
List<GenericValue> rows = from('AsteriskCallAction').orderBy('callCenterGroupId', 'callActionId').queryList()
Map targets = rows.collectEntries { action -> [action.callActionId, action.target] }
context.callActions = rows.collect(row)
GenericValue edited = rows.find { action -> action.callActionId == parameters.callActionId }
context.callAction = edited ? row(edited) + [parameters: edited.parameters] : null
context.formTitle = edited ? uiLabelMap.AsteriskCallAction : uiLabelMap.AsteriskNewCallAction
context.callActionFailures = from('AsteriskCallActionFailure').orderBy('-failedDate').maxRows(500).queryList().collect { failure ->
    [failureId: failure.failureId, groupName: groups[failure.callCenterGroupId] ?: failure.callCenterGroupId,
     turnWords: turn(failure.getString('turn')),
     target: targets[failure.callActionId] ?: '', problem: failure.problem, attempts: failure.attempts,
     failedTime: shown(failure.getTimestamp('failedDate')),
     nextTime: shown(failure.getTimestamp('nextDate'))]
}
