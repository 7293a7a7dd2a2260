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
