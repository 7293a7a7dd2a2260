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
import org.apache.ofbiz.asterisk.crm.scoring.Score
import org.apache.ofbiz.asterisk.crm.scoring.ScoreSheets
import org.apache.ofbiz.entity.GenericValue

// Data of the page scoreQuestions: each question of a group is a form, and a new one. A form that was refused is shown as it was filled in.
String plain(Object value) {
    value?.toString()?.replaceAll('[<>]', '') ?: ''
}

GenericValue group = from('CallCenterGroup').where('callCenterGroupId', plain(parameters.callCenterGroupId)).queryOne()
context.group = group
if (group) {
    context.problems = parameters.fieldProblems ?: [:]
    boolean refused = context.problems as boolean
    String sentId = plain(parameters.questionId)
    List names = ['questionText', 'questionKind', 'weight', 'sequenceNum', 'fromDate', 'thruDate']
    // read back in the user's time zone, too
    DateTimeFormatter time = DateTimeFormatter.ofPattern('yyyy-MM-dd HH:mm:ss').withZone(timeZone.toZoneId())
    Closure<Object> shown = { Object value -> value instanceof Timestamp ? time.format(value.toInstant()) : value }
    Closure<Map> form = { GenericValue question ->
        String id = question?.questionId ?: ''
        boolean sent = refused && id == sentId
        [id: id, refused: sent, filled: names.collectEntries { name -> [name, plain(sent ? parameters[name] : shown(question?.get(name)))] }]
    }
    context.forms = new ScoreSheets(delegator).all(group.callCenterGroupId as String).collect(form) + [form(null)]
    context.kinds = Score.Kind.values().collect { kind -> [id: kind.name(), name: uiLabelMap["AsteriskScoreKind_$kind".toString()]] }
}
