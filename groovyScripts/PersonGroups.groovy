/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.base.util.UtilDateTime
import org.apache.ofbiz.entity.GenericValue

// Data of the page PersonGroups: the groups that a party is, was or will be in.
String wanted = (parameters.partyId instanceof String ? parameters.partyId : '').replaceAll(/[\r\n\x00]/, '')
GenericValue name = wanted ? from('PartyNameView').where('partyId', wanted).queryOne() : null
context.personName = name ? [name.firstName, name.lastName, name.groupName].findAll().join(' ') : ''
List rows = wanted ? from('MembershipAndGroup').where('partyId', wanted).orderBy('groupName', '-fromDate').queryList() : []
context.memberships = rows.collect { row ->
    boolean begun = !row.getTimestamp('fromDate').after(UtilDateTime.nowTimestamp())
    boolean over = row.thruDate && !row.getTimestamp('thruDate').after(UtilDateTime.nowTimestamp())
    Map shown = ['callCenterGroupId', 'groupName', 'partyId', 'fromDate', 'thruDate', 'penalty'].collectEntries { [it, row[it]] }
    shown + [roleWords: row.membershipRole == 'AST_SUPERVISOR' ? uiLabelMap.AsteriskSupervisor : uiLabelMap.AsteriskAgent,
             whenWords: over ? uiLabelMap.AsteriskOver : begun ? uiLabelMap.AsteriskNow : uiLabelMap.AsteriskLater]
}
