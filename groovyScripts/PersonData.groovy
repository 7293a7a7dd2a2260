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
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.service.ServiceUtil

// No service takes markup.
String plain(Object value) {
    value?.toString()?.replaceAll('[<>]', '')?.trim() ?: ''
}

// Data of the page personData: what is kept of a person, and a certificate. The decorator has asked for the permission; so do the services.
List counted = ['callCount', 'recordingCount', 'mentionCount', 'callbackCount', 'correctionCount', 'speedDialCount', 'taskCount',
        'voicemailCount', 'voicemailKeptCount', 'numberCount', 'heldCount', 'failedCount', 'waitingCount']
Closure<List> lines = { Map counts ->
    counted.findAll { name -> counts[name] != null }.collect { name -> [name: uiLabelMap["AsteriskErasure_$name".toString()], count: counts[name]] }
}
context.asked = [partyId: plain(parameters.partyId), number: plain(parameters.number)]
if (context.asked.partyId || context.asked.number) {
    Map input = context.asked.findAll { field -> field.value } + [userLogin: userLogin, locale: locale]
    Map found = dispatcher.runSync('findAsteriskPersonData', input)
    if (ServiceUtil.isError(found)) {
        context.failure = ServiceUtil.getErrorMessage(found)
    } else {
        context.counts = lines(found.counts)
        context.callCount = found.counts.callCount
        context.shared = found.sharedCount
        context.voicemail = found.voicemailCount
        context.who = context.asked.partyId ? new UserDirectory(delegator).name(context.asked.partyId).orElse(context.asked.partyId)
                : context.asked.number
    }
}
String erasureId = plain(parameters.erasureId)
GenericValue certificate = erasureId ? from('AsteriskErasure').where('erasureId', erasureId).queryOne() : null
if (certificate) {
    DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG).withLocale(locale).withZone(timeZone.toZoneId())
    context.certificate = [id: certificate.erasureId, at: time.format(certificate.getTimestamp('erasureDate').toInstant()),
                           by: certificate.userLoginId, deleted: certificate.callsDeleted == 'Y', contact: certificate.contactErased == 'Y',
                           counts: lines(certificate)]
}
