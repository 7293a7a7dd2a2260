/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.party.party.PartyHelper

// small data only: every person and group is looked at, which a stand-in may do
String wanted = (parameters.searchText ?: '').toString().toLowerCase()
String digits = wanted.replaceAll(/\D/, '')
List people = from('Person').queryList() + from('PartyGroup').queryList()
context.parties = people.collect { row ->
    List links = from('PartyContactMech').where('partyId', row.partyId).filterByDate().queryList()
    List numbers = links.collect { from('TelecomNumber').where('contactMechId', it.contactMechId).queryOne() }.findAll()
    [partyId: row.partyId, name: PartyHelper.getPartyName(row),
     numbers: numbers.collect { [it.countryCode, it.areaCode, it.contactNumber].findAll().join(' ') }.join(', ')]
}.findAll { party ->
    party.name?.toLowerCase()?.contains(wanted) || party.partyId.toLowerCase().contains(wanted) ||
            digits && party.numbers.replaceAll(/\D/, '').contains(digits)
}.sort { it.name }
