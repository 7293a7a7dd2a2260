/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.asterisk.CallCenter

// Data of the page FindGroup: each group, how calls reach it, and who is in it now.
Set<String> present = CallCenter.of(delegator).map { callCenter -> callCenter.push().present()*.partyId() }.orElse([]) as Set
context.groups = from('CallCenterGroup').orderBy('callCenterGroupId').queryList().collect { group ->
    List members = from('GroupMembership').where('callCenterGroupId', group.callCenterGroupId).filterByDate().queryList()
    List entries = from('CallCenterGroupEntry').where('callCenterGroupId', group.callCenterGroupId).orderBy('entrySeqId').queryList()
    Map shown = ['callCenterGroupId', 'groupName', 'description', 'serverId'].collectEntries { [it, group[it]] }
    shown + [entryWords: entries.collect { it.queueName ?: it.userEventName ?: it.extension }.join(', '), memberCount: members.size(),
             presentCount: members.count { present.contains(it.partyId) },
             enabledWords: group.enabled == 'Y' ? uiLabelMap.AsteriskYes : uiLabelMap.AsteriskNo]
}
