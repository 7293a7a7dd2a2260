/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.party.party.PartyHelper

String communicationEventId = parameters.communicationEventId
Map event = from('CommunicationEvent').where('communicationEventId', communicationEventId).queryOne()?.getAllFields() ?: [:]
context.communicationEvent = event + ['From', 'To'].collectEntries { String end ->
    String partyId = event['partyId' + end]
    ['partyName' + end, partyId ? PartyHelper.getPartyName(delegator, partyId, false) + ' [' + partyId + ']' : '']
}
context.recordings = from('CommEventContentAssoc').where('communicationEventId', communicationEventId).queryList().collect {
    [contentId: it.contentId, name: from('Content').where('contentId', it.contentId).queryOne()?.contentName ?: it.contentId]
}
