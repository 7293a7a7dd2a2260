/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.entity.GenericValue

Map createCallCenterGroupEntry() {
    List<String> problems = checkEntry().required('callCenterGroupId', 'entryType').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    if (!from('CallCenterGroup').where('callCenterGroupId', parameters.callCenterGroupId).queryOne()) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.callCenterGroupId]))
    }
    GenericValue entry = delegator.makeValue('CallCenterGroupEntry', [callCenterGroupId: parameters.callCenterGroupId])
    entry.setNonPKFields(parameters)
    String problem = problemWith(entry)
    if (problem) {
        return error(problem)
    }
    delegator.setNextSubSeqId(entry, 'entrySeqId', 5, 1)
    entry.create()
    return success([entrySeqId: entry.entrySeqId])
}

Map updateCallCenterGroupEntry() {
    List<String> problems = checkEntry().notErased('entryType').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue entry = from('CallCenterGroupEntry')
            .where('callCenterGroupId', parameters.callCenterGroupId, 'entrySeqId', parameters.entrySeqId).queryOne()
    if (!entry) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.entrySeqId]))
    }
    entry.setNonPKFields(parameters)
    String problem = problemWith(entry)
    if (problem) {
        return error(problem)
    }
    entry.store()
    return success()
}

Map deleteCallCenterGroupEntry() {
    List<String> problems = checkEntry().problems()
    if (problems) {
        return error(problems.join(' '))
    }
    Map key = [callCenterGroupId: parameters.callCenterGroupId, entrySeqId: parameters.entrySeqId]
    if (delegator.removeByAnd('CallCenterGroupEntry', key) == 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.entrySeqId]))
    }
    return success()
}

private InputCheck checkEntry() {
    Pattern name = Pattern.compile(/[\w.-]{1,80}/)
    return InputCheck.of(parameters)
            .oneOf('entryType', ['AST_ENTRY_NUMBER', 'AST_ENTRY_QUEUE', 'AST_ENTRY_USEREVENT'])
            .matches('dialplanContext', name, 'AsteriskErrorContext')
            .matches('extension', Pattern.compile(/[\w.+*#-]{1,60}/), 'AsteriskErrorNumber')
            .matches('queueName', name, 'AsteriskErrorContext')
            .matches('userEventName', name, 'AsteriskErrorContext')
}

/** An entry needs what its type is found by, and leads to one group only; empty for no problem. */
private String problemWith(GenericValue entry) {
    Map<String, List<String>> neededFields = [AST_ENTRY_NUMBER: ['dialplanContext', 'extension'], AST_ENTRY_QUEUE: ['queueName'],
            AST_ENTRY_USEREVENT: ['userEventName']]
    List<String> needed = neededFields[entry.getString('entryType')]
    String missing = needed.find { field -> !entry.getString(field) }
    if (missing) {
        return label('AsteriskUiLabels', 'AsteriskErrorRequired', [field: missing])
    }
    GenericValue group = from('CallCenterGroup').where('callCenterGroupId', entry.callCenterGroupId).queryOne()
    Map found = entry.getFields(needed) + [entryType: entry.entryType, serverId: group.serverId, extension: entry.extension]
    GenericValue other = from('GroupEntryAndGroup').where(found).queryList().find { row ->
        row.callCenterGroupId != entry.callCenterGroupId || row.entrySeqId != entry.entrySeqId
    }
    return other ? label('AsteriskUiLabels', 'AsteriskErrorEntryExists', [group: other.callCenterGroupId]) : ''
}
