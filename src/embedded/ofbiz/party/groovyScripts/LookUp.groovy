/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.entity.GenericValue

// small data only: everybody is looked at, which a stand-in may do
String wanted = (parameters.searchText ?: '').toString().toLowerCase()
Closure<String> nameOf = { String partyId ->
    GenericValue name = partyId ? from('PartyNameView').where('partyId', partyId).queryOne() : null
    name ? [name.firstName, name.lastName, name.groupName].findAll().join(' ') : ''
}
List<Map> all = wantedKey == 'userLoginId'
        ? from('UserLogin').queryList().collect { [value: it.userLoginId, name: nameOf(it.getString('partyId'))] }
        : from('Party').queryList().collect { [value: it.partyId, name: nameOf(it.getString('partyId'))] }
context.choices = all.findAll { it.value.toLowerCase().contains(wanted) || it.name.toLowerCase().contains(wanted) }
        .sort { it.name + it.value }.take(50)
