/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.entity.condition.EntityOperator
import org.apache.ofbiz.party.party.PartyHelper

String partyId = parameters.partyId
context.partyId = partyId
context.partyName = PartyHelper.getPartyName(delegator, partyId, false) ?: partyId
List links = from('PartyContactMech').where('partyId', partyId).filterByDate().queryList()
context.numbers = links.collect { from('TelecomNumber').where('contactMechId', it.contactMechId).queryOne() }.findAll()
EntityCondition ofParty = EntityCondition.makeCondition([EntityCondition.makeCondition('partyIdFrom', partyId),
        EntityCondition.makeCondition('partyIdTo', partyId)], EntityOperator.OR)
context.communications = from('CommunicationEvent').where(ofParty).orderBy('-entryDate').queryList().collect { event ->
    event.getAllFields() + [recordings: from('CommEventContentAssoc').where('communicationEventId', event.communicationEventId).queryCount()]
}
