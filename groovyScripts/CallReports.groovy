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
import org.apache.ofbiz.asterisk.crm.reports.ReportChart
import org.apache.ofbiz.asterisk.crm.reports.ReportChoices
import org.apache.ofbiz.asterisk.crm.reports.ReportRequest
import org.apache.ofbiz.service.ServiceUtil

// No service takes markup.
String plain(Object value) {
    value?.toString()?.replaceAll('[<>]', '') ?: ''
}

// Data of the page callReports: the report that the parameters ask for, and what can be chosen. The service checks permission once more.
Map given = context.openFields ?: parameters
Map asked = ReportRequest.FIELDS.collectEntries { name -> [name, plain(given[name])] }
Map report = dispatcher.runSync('getAsteriskCallReport',
        asked.findAll { field -> field.value } + [userLogin: userLogin, locale: locale, timeZone: timeZone])
context.failure = ServiceUtil.isError(report) ? ServiceUtil.getErrorMessage(report) : ''
context.report = report
context.asked = asked + [reportBy: asked.reportBy ?: 'INTERVAL', interval: asked.interval ?: 'DAY',
    formula: asked.formula ?: 'BY_GROUP',
    fromDay: report.fromDay ?: asked.fromDay, thruDay: report.thruDay ?: asked.thruDay]

// what can be chosen
ReportChoices choices = new ReportChoices(delegator, security, userLogin)
context.groups = choices.groups()
context.agents = choices.agents()
context.dispositions = choices.dispositions(locale)

if (!context.failure) {
    ReportChart chart = new ReportChart(report)
    context.bars = chart.bars()
    context.most = chart.most()
    context.heat = context.asked.reportBy == 'HOUR_OF_WEEK' ? chart.heat(locale) : []
    context.fileLink = ReportChart.parameters(context.asked)
}
