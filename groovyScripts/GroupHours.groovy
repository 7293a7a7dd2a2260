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
import java.time.ZoneId
import org.apache.ofbiz.asterisk.setup.OpeningHoursLines
import org.apache.ofbiz.service.ServiceUtil

// Data of the page groupHours. A form that was previewed or refused is shown as it was filled in.
String plain(Object value) {
    value?.toString()?.replaceAll('[<>]', '') ?: ''
}

Map found = dispatcher.runSync('getAsteriskOpeningHours', [userLogin: userLogin, locale: locale,
        callCenterGroupId: plain(parameters.callCenterGroupId)])
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
if (!context.failure) {
    boolean sent = parameters.timeZoneId != null
    context.groupId = plain(parameters.callCenterGroupId)
    context.hours = parameters.hours ?: found.hours
    context.saved = found.hours
    context.formValues = found.hours.values.collectEntries { name, value ->
        [name, sent ? plain(parameters[name]) : value]
    }
    context.dayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].collect { day ->
        [field: day + 'Hours', title: uiLabelMap['AsteriskHours_' + day]]
    }
    context.zones = ZoneId.availableZoneIds.findAll { zone -> zone.contains('/') && !zone.startsWith('Etc/') && !zone.startsWith('SystemV/') }
            .sort() + ['UTC']
    context.problems = parameters.fieldProblems ?: [:]
    context.putAll([checkLine: OpeningHoursLines.check(context.groupId).trim(), lines: OpeningHoursLines.context()])
}
