/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.sql.Timestamp
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import org.apache.ofbiz.asterisk.crm.CallHistory
import org.apache.ofbiz.asterisk.crm.People
import org.apache.ofbiz.asterisk.crm.Settings

// Data of the page viewCall: one call with its timeline, for whoever may see the call; nothing where that is not so.
boolean allGroups = security.hasEntityPermission('ASTERISK', '_SUPERVISOR', userLogin)
DateTimeFormatter time = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT, FormatStyle.MEDIUM).withLocale(locale).withZone(timeZone.toZoneId())
Closure duration = { Long seconds -> seconds == null ? '' : String.format('%d:%02d', seconds.intdiv(60), seconds % 60) }
CallHistory.Viewer viewer = new CallHistory.Viewer(new People(delegator).person(userLogin), allGroups, locale)
Map found = new CallHistory(delegator, Settings.of(delegator)).call((parameters.phoneCallId ?: '') as String, viewer).orElse(null)
if (found) {
    Timestamp first = found.events ? found.events.first().at : null
    context.call = found + [
        customer: found.name ?: found.display ?: uiLabelMap.AsteriskConsoleWithheld,
        directionText: uiLabelMap["AsteriskConsoleDirection${found.direction}".toString()],
        started: time.format(java.time.Instant.parse(found.startedAt)),
        waited: duration(found.waitSeconds), talked: duration(found.talkSeconds), held: duration(found.holdSeconds)]
    context.events = found.events.collect { event ->
        event + [time: time.format(event.at.toInstant()), after: duration(Math.max(0L, (event.at.time - first.time).intdiv(1000)))]
    }
}
