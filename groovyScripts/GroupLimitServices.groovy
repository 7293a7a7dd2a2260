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
import org.apache.ofbiz.asterisk.acd.board.Alarm
import org.apache.ofbiz.asterisk.acd.board.AlarmTurn
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.consent.RecordingConsent
import org.apache.ofbiz.asterisk.crm.mail.Mails
import org.apache.ofbiz.asterisk.crm.rows.Rows
import org.apache.ofbiz.asterisk.setup.ConsentLines
import org.apache.ofbiz.base.util.UtilProperties
import org.apache.ofbiz.entity.GenericValue

Map storeAsteriskGroupLimits() {
    InputCheck check = InputCheck.of(parameters).noMarkup()
    ['waiting': 10_000, 'longestWait': 86_400, 'serviceLevel': 100, 'abandoned': 100, 'available': 10_000].each { name, most ->
        ['Warning', 'Alarm'].each { level -> check.number("$name$level".toString(), 0, most) }
    }
    check.longest(Mails.LONGEST, 'alarmEmails')
    if (parameters.alarmEmails && !Mails.addresses(parameters.alarmEmails as String).present) {
        check.refuse('alarmEmails', 'AsteriskErrorEmails', [most: Mails.MOST])
    }
    GenericValue group = check.find('callCenterGroupId') {
        Rows.one(from('CallCenterGroup').where('callCenterGroupId', parameters.callCenterGroupId))
    }.orElse(null)
    if (check.failed()) {
        return check.refusal()
    }
    GenericValue limits = from('CallCenterGroupLimits').where('callCenterGroupId', group.callCenterGroupId).queryOne()
    check.unchanged(limits)
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    GenericValue stored = limits ?: delegator.makeValue('CallCenterGroupLimits', [callCenterGroupId: group.callCenterGroupId])
    stored.setNonPKFields(check.values())
    stored.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    delegator.createOrStore(stored)
    return success(label('AsteriskUiLabels', 'AsteriskSaved'))
}

Map storeAsteriskGroupConsent() {
    InputCheck check = InputCheck.of(parameters).oneOf('consentMode', RecordingConsent.Mode.values()*.name())
            .matches('announcementSound', ConsentLines.SOUND, 'AsteriskErrorSound').longest(100, 'announcementSound')
            .matches('consentKey', ConsentLines.KEY, 'AsteriskErrorConsentKey')
    GenericValue group = check.find('callCenterGroupId') {
        Rows.one(from('CallCenterGroup').where('callCenterGroupId', parameters.callCenterGroupId))
    }.orElse(null)
    if (check.failed()) {
        return check.refusal()
    }
    GenericValue found = from('CallCenterGroupConsent').where('callCenterGroupId', group.callCenterGroupId).queryOne()
    check.unchanged(found)
    GenericValue stored = found ?: delegator.makeValue('CallCenterGroupConsent', [callCenterGroupId: group.callCenterGroupId])
    stored.setNonPKFields(check.values())
    RecordingConsent.Mode mode = RecordingConsent.Mode.of(stored.consentMode ?: '')
    if (mode != RecordingConsent.Mode.NONE && !stored.announcementSound) {
        check.refuse('announcementSound', 'AsteriskErrorSound', [:])
    }
    if (mode in [RecordingConsent.Mode.OBJECT, RecordingConsent.Mode.ASK] && !stored.consentKey) {
        check.refuse('consentKey', 'AsteriskErrorConsentKey', [:])
    }
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    stored.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    delegator.createOrStore(stored)
    return success(label('AsteriskUiLabels', 'AsteriskSaved'))
}

/** In the language of the server: those who get it have none that is known. */
Map asteriskGroupAlarm() {
    InputCheck check = InputCheck.of(parameters).id('callCenterGroupId').oneOf('figure', Alarm.Figure.values()*.name())
            .oneOf('turn', AlarmTurn.Turn.values()*.name())
    if (check.failed()) {
        return check.refusal()
    }
    Map key = [callCenterGroupId: parameters.callCenterGroupId]
    GenericValue limits = from('CallCenterGroupLimits').where(key).queryOne()
    List<String> addresses = Mails.addresses((limits?.alarmEmails ?: '') as String).orElse([])
    if (!addresses) {
        return success()
    }
    Locale language = Locale.default
    GenericValue group = from('CallCenterGroup').where(key).queryOne()
    String figure = text("AsteriskLimitFigure_${parameters.figure}", [:], language)
    Map values = [group: group?.groupName ?: parameters.callCenterGroupId, figure: figure,
                  value: parameters.figureValue == null ? '-' : parameters.figureValue,
                  limit: parameters.limitValue]
    String subject = text("AsteriskAlarmMail_${parameters.turn}", values, language)
    String time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(language).withZone(TimeZone.default.toZoneId())
            .format(parameters.alarmDate.toInstant())
    return Mails.send(dispatcher, addresses, subject, "$subject\n$time\n".toString(), [])
}

private String text(String key, Map values, Locale language) {
    return UtilProperties.getMessage('AsteriskUiLabels', key, values, language)
}
