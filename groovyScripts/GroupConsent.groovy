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
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.consent.RecordingConsent
import org.apache.ofbiz.asterisk.setup.ConsentLines
import org.apache.ofbiz.entity.GenericValue

// Data of the page groupConsent. A form that was refused is shown as it was filled in.
String plain(Object value) {
    value?.toString()?.replaceAll('[<>]', '') ?: ''
}

GenericValue group = from('CallCenterGroup').where('callCenterGroupId', plain(parameters.callCenterGroupId)).queryOne()
context.group = group
if (group) {
    GenericValue saved = from('CallCenterGroupConsent').where('callCenterGroupId', group.callCenterGroupId).queryOne()
    boolean sent = parameters.consentMode != null
    context.problems = parameters.fieldProblems ?: [:]
    context.filled = ['announcementSound', 'consentKey'].collectEntries { name ->
        [name, plain(sent ? parameters[name] : saved?.get(name))]
    }
    context.editedStamp = sent && context.problems ? plain(parameters.editedStamp) : (saved ? InputCheck.stamp(saved) : '')
    String chosen = sent ? plain(parameters.consentMode) : saved?.consentMode ?: 'NONE'
    context.modes = RecordingConsent.Mode.values().collect { mode ->
        [key: mode.name(), title: uiLabelMap["AsteriskConsentMode_$mode".toString()], chosen: mode.name() == chosen]
    }
    // each group: a call that is sent to one that isn't there would be hung up
    List<String> groups = from('CallCenterGroup').where('serverId', group.serverId).orderBy('callCenterGroupId').queryList().collect { other ->
        GenericValue consent = from('CallCenterGroupConsent').where('callCenterGroupId', other.callCenterGroupId).queryOne()
        ConsentLines.ofGroup(other.callCenterGroupId as String, RecordingConsent.Mode.of(consent?.consentMode ?: '').name(),
                (consent?.announcementSound ?: '') as String, (consent?.consentKey ?: '') as String)
    }
    context.checkLine = ConsentLines.check(group.callCenterGroupId as String).trim()
    context.groupLines = "[$ConsentLines.CONTEXT]\n" + groups.join('') + ConsentLines.ofOthers()
    context.lines = ConsentLines.context()
}
