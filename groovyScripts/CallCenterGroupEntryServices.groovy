/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.entity.GenericValue

Map createCallCenterGroupEntry() {
    InputCheck check = checkEntry().required('entryType')
    GenericValue group = check.find('callCenterGroupId') { groupOf(parameters.callCenterGroupId) }
    GenericValue entry = delegator.makeValue('CallCenterGroupEntry', [callCenterGroupId: parameters.callCenterGroupId])
    entry.setNonPKFields(check.values())
    checkAgainstDatabase(check, entry, group)
    if (check.failed()) {
        return check.refusal()
    }
    entry.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    delegator.setNextSubSeqId(entry, 'entrySeqId', 5, 1)
    entry.create()
    return success([entrySeqId: entry.entrySeqId])
}

Map updateCallCenterGroupEntry() {
    InputCheck check = checkEntry().notErased('entryType')
    GenericValue entry = entryOf(check)
    if (!entry || check.unchanged(entry).failed()) {
        return check.refusal()
    }
    entry.setNonPKFields(check.values())
    checkAgainstDatabase(check, entry, groupOf(entry.getString('callCenterGroupId')))
    if (check.failed()) {
        return check.refusal()
    }
    entry.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    entry.store()
    return success()
}

Map deleteCallCenterGroupEntry() {
    InputCheck check = checkEntry()
    GenericValue entry = entryOf(check)
    if (!entry) {
        return check.refusal()
    }
    entry.remove()
    return success()
}

private InputCheck checkEntry() {
    Pattern name = Pattern.compile(/[\w.-]{1,80}/)
    return InputCheck.of(parameters).noMarkup()
            .oneOf('entryType', ['AST_ENTRY_NUMBER', 'AST_ENTRY_QUEUE', 'AST_ENTRY_USEREVENT'])
            .matches('dialplanContext', name, 'AsteriskErrorContext')
            .matches('extension', Pattern.compile(/[\w.+*#-]{1,60}/), 'AsteriskErrorNumber')
            .matches('queueName', name, 'AsteriskErrorContext')
            .matches('userEventName', name, 'AsteriskErrorContext')
}

private GenericValue groupOf(String callCenterGroupId) {
    return from('CallCenterGroup').where('callCenterGroupId', callCenterGroupId).queryOne()
}

private GenericValue entryOf(InputCheck check) {
    return check.failed() ? null : check.find('entrySeqId') {
        from('CallCenterGroupEntry').where('callCenterGroupId', parameters.callCenterGroupId, 'entrySeqId', parameters.entrySeqId).queryOne()
    }
}

/** An entry needs what its type is found by, and leads to one group only. */
private void checkAgainstDatabase(InputCheck check, GenericValue entry, GenericValue group) {
    Map<String, List<String>> neededFields = [AST_ENTRY_NUMBER: ['dialplanContext', 'extension'], AST_ENTRY_QUEUE: ['queueName'],
            AST_ENTRY_USEREVENT: ['userEventName']]
    List<String> needed = neededFields[entry.getString('entryType')] ?: []
    needed.findAll { field -> !entry.getString(field) }.each { field -> check.refuse(field, 'AsteriskErrorRequired', [:]) }
    if (check.failed()) {
        return
    }
    Map found = entry.getFields(needed) + [entryType: entry.entryType, serverId: group.serverId, extension: entry.extension]
    GenericValue other = from('GroupEntryAndGroup').where(found).queryList().find { row ->
        row.callCenterGroupId != entry.callCenterGroupId || row.entrySeqId != entry.entrySeqId
    }
    if (other) {
        check.refuse(needed.last(), 'AsteriskErrorEntryExists', [group: other.callCenterGroupId])
    }
}
