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
import org.apache.ofbiz.asterisk.crm.reports.ReportChoices
import org.apache.ofbiz.asterisk.crm.scoring.ScoreReport
import org.apache.ofbiz.service.ServiceUtil

// No service takes markup.
String plain(Object value) {
    value?.toString()?.replaceAll('[<>]', '') ?: ''
}

// Data of the page scoreReport: averages. The service checks permission once more.
Map asked = ['by', 'fromDay', 'thruDay', 'callCenterGroupId'].collectEntries { name -> [name, plain(parameters[name])] }
Map found = dispatcher.runSync('getAsteriskScoreReport',
        asked.findAll { field -> field.value } + [userLogin: userLogin, locale: locale, timeZone: timeZone])
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
context.asked = asked + [by: found.by ?: 'AGENT', fromDay: found.fromDay ?: asked.fromDay, thruDay: found.thruDay ?: asked.thruDay]
context.groups = new ReportChoices(delegator, security, userLogin).groups()
context.kinds = ScoreReport.By.values().collect { kind -> [id: kind.name(), name: uiLabelMap["AsteriskScoreBy_$kind".toString()]] }
context.lines = (found.lines ?: []).collect { line ->
    [name: line.name(), scored: line.scored(), average: String.format(locale, '%.1f', line.average())]
}
context.filterLink = context.asked.findAll { field -> field.value }
        .collect { name, value -> "${name}=${URLEncoder.encode(value as String, 'UTF-8')}" }.join('&')
