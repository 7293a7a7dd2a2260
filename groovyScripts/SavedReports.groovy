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
import java.time.DayOfWeek
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.time.format.TextStyle
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.asterisk.crm.reports.ReportRequest
import org.apache.ofbiz.service.ServiceUtil

String plain(Object value) {
    value.toString().replaceAll('[<>]', '')
}

// Data of the saved reports on the page callReports. One is open: its fields are asked for unless the page asks for others.
Map found = dispatcher.runSync('findAsteriskSavedReports', [userLogin: userLogin, locale: locale, timeZone: timeZone])
List reports = ServiceUtil.isError(found) ? [] : found.reports
DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(locale).withZone(timeZone.toZoneId())
Closure<String> moment = { stamp -> stamp ? time.format(stamp.toInstant()) : '' }
Closure<String> dayName = { day -> DayOfWeek.of(day as int).getDisplayName(TextStyle.FULL_STANDALONE, locale) }
UserDirectory users = new UserDirectory(delegator)
Map words = [DAILY: uiLabelMap.AsteriskSavedReportDaily, WEEKLY: uiLabelMap.AsteriskSavedReportWeekly, MONTHLY: uiLabelMap.AsteriskSavedReportMonthly]
Closure<String> often = { report ->
    Map days = [WEEKLY: { ", ${dayName(report.sendWeekDay)}" }, MONTHLY: { ", ${report.sendMonthDay}" }]
    String day = days[report.sendFrequency]?.call() ?: ''
    report.sendFrequency ? "${words[report.sendFrequency]}$day, ${report.sendHour}:00 (${report.timeZoneId})".toString() : ''
}

context.savedReports = reports.collect { report ->
    [id: report.savedReportId, name: report.reportName, own: report.own, shared: report.shared == 'Y', often: often(report),
     owner: users.withLogin(report.ownerUserLoginId).map { user -> user.name() }.orElse(report.ownerUserLoginId),
     lastSent: moment(report.lastSentDate), nextSent: moment(report.nextSendDate), problem: report.sendProblem ?: '']
}
Map open = reports.find { report -> report.savedReportId == parameters.savedReportId }
context.openFields = open && !parameters.reportBy ? open.fields + [reportBy: open.fields.reportBy ?: 'INTERVAL'] : null
// what was refused is in the form again
Map sent = ['sendFrequency', 'fileTypes', 'sendTo'].findAll { parameters[it] instanceof String }.collectEntries { [it, plain(parameters[it])] }
sent += ['sendWeekDay', 'sendMonthDay', 'sendHour'].findAll { parameters[it] instanceof String && parameters[it].isInteger() }
        .collectEntries { [it, parameters[it] as Long] }
context.openReport = open?.own ? open + sent : null
context.openId = open?.savedReportId ?: ''
context.weekDays = (1..7).collect { day -> [id: day, name: dayName(day)] }
context.frequencies = words.collect { id, name -> [id: id, name: name] }
context.askedNames = ReportRequest.FIELDS
