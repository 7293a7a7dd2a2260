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
import java.time.Duration
import java.time.Instant
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.crm.history.CallFilter
import org.apache.ofbiz.asterisk.crm.history.CallHistory
import org.apache.ofbiz.asterisk.crm.callers.NumberSearch
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.asterisk.crm.settings.Settings

// Data of the portlet PartyCalls: the last calls with a party that the user may see, and the party's numbers for who may place calls.
int mostCalls = 10
String partyId = (parameters.partyId ?: '') as String
Settings settings = CallCenter.settings(delegator)
DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(locale).withZone(timeZone.toZoneId())
CallHistory.Viewer viewer = new CallHistory.Viewer(new UserDirectory(delegator).person(userLogin),
        security.hasEntityPermission('ASTERISK', '_SUPERVISOR', userLogin), locale)
Closure talked = { Map call ->
    Duration length = call.answeredAt && call.endedAt ? Duration.between(Instant.parse(call.answeredAt), Instant.parse(call.endedAt)) : null
    length ? String.format('%d:%02d', length.toMinutes(), length.toSecondsPart()) : ''
}
List found = partyId ? new CallHistory(delegator, settings)
        .find(CallFilter.since(CallFilter.EVER).ofParty(partyId), Optional.empty(), mostCalls, viewer).calls() : []
context.partyCalls = found.collect { call ->
    call + [time: time.format(Instant.parse(call.startedAt)), talked: talked(call),
            directionText: uiLabelMap["AsteriskConsoleDirection${call.direction}".toString()]]
}
boolean mayCall = ['_CREATE', '_AGENT'].any { action -> security.hasEntityPermission('ASTERISK', action, userLogin) }
context.callNumbers = (partyId && mayCall ? new NumberSearch(delegator, settings).of(partyId) : []).collect { choice ->
    [number: choice.number(), contactMechId: choice.contactMechId(), partyId: choice.partyId(), display: choice.display()]
}
