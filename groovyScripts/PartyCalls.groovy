/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.time.Duration
import java.time.Instant
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import org.apache.ofbiz.asterisk.crm.CallFilter
import org.apache.ofbiz.asterisk.crm.CallHistory
import org.apache.ofbiz.asterisk.crm.NumberSearch
import org.apache.ofbiz.asterisk.crm.People
import org.apache.ofbiz.asterisk.crm.Settings

// Data of the portlet PartyCalls: the last calls with a party that the user may see, and the party's numbers for who may place calls.
int mostCalls = 10
String partyId = (parameters.partyId ?: '') as String
Settings settings = Settings.of(delegator)
DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(locale).withZone(timeZone.toZoneId())
CallHistory.Viewer viewer = new CallHistory.Viewer(new People(delegator).person(userLogin),
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
