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
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.crm.admin.EntryFields
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.rows.Rows
import org.apache.ofbiz.asterisk.crm.telephony.NewWaysOut
import org.apache.ofbiz.asterisk.crm.telephony.ServiceVariables
import org.apache.ofbiz.asterisk.crm.telephony.WatchedNames
import org.apache.ofbiz.entity.GenericValue

Map createCallCenterGroupEntry() {
    InputCheck check = checkEntry().required('entryTypeEnumId')
    GenericValue group = check.find('callCenterGroupId') { groupOf(parameters.callCenterGroupId) }.orElse(null)
    GenericValue entry = delegator.makeValue('CallCenterGroupEntry', [callCenterGroupId: parameters.callCenterGroupId])
    entry.setNonPKFields(check.values())
    EntryFields.clearOthers(entry)
    checkAgainstDatabase(check, entry, group)
    if (check.failed()) {
        return check.refusal()
    }
    entry.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    delegator.setNextSubSeqId(entry, 'entrySeqId', 5, 1)
    entry.create()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'), [entrySeqId: entry.entrySeqId])
}

Map updateCallCenterGroupEntry() {
    InputCheck check = checkEntry().notErased('entryTypeEnumId')
    GenericValue entry = entryOf(check)
    if (!entry || check.unchanged(entry).failed()) {
        return check.refusal()
    }
    GenericValue before = (GenericValue) entry.clone()
    entry.setNonPKFields(check.values())
    EntryFields.clearOthers(entry)
    checkAgainstDatabase(check, entry, groupOf(entry.getString('callCenterGroupId')).orElse(null))
    checkWaysOut(check, before, entry)
    if (check.failed()) {
        return check.refusal()
    }
    entry.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    entry.store()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'))
}

Map deleteCallCenterGroupEntry() {
    InputCheck check = checkEntry()
    GenericValue entry = entryOf(check)
    if (!entry) {
        return check.refusal()
    }
    entry.remove()
    return success(label('AsteriskUiLabels', 'AsteriskDeleted'))
}

private InputCheck checkEntry() {
    Pattern name = Pattern.compile(/[\w.-]{1,80}/)
    return InputCheck.of(parameters).noMarkup()
            .oneOf('entryTypeEnumId', ['AST_ENTRY_NUMBER', 'AST_ENTRY_QUEUE', 'AST_ENTRY_USEREVENT', 'AST_ENTRY_OUTBOUND'])
            .matches('dialplanContext', name, 'AsteriskErrorContext')
            .matches('extension', Pattern.compile(/[\w.+*#-]{1,60}/), 'AsteriskErrorNumber')
            .matches('queueName', name, 'AsteriskErrorContext')
            .matches('userEventName', name, 'AsteriskErrorContext')
            .matches('serviceName', Pattern.compile(/[\p{L}\p{N}][\p{L}\p{N} ._+\/()-]{0,59}/), 'AsteriskErrorServiceName')
            .matches('outboundContext', name, 'AsteriskErrorContext')
            .matches('dialPrefix', Pattern.compile(/[0-9*#]{1,10}/), 'AsteriskErrorDialPrefix')
            .matches('callerIdNumber', Pattern.compile(/\+?[0-9]{1,30}/), 'AsteriskErrorNumber')
            .longest(250, 'watchedVariables', 'setVariables').longest(60, 'permissionId').oneOf('entryEnabled', ['Y', 'N'])
}

private void checkVariables(InputCheck check) {
    if (!WatchedNames.areAllRight((parameters.watchedVariables ?: '') as String)) {
        check.refuse('watchedVariables', 'AsteriskErrorVariables', [most: WatchedNames.MOST])
    }
    if (!ServiceVariables.read((parameters.setVariables ?: '') as String).present) {
        check.refuse('setVariables', 'AsteriskErrorSetVariables', [most: ServiceVariables.MOST])
    }
    if (parameters.permissionId) {
        check.known('permissionId') { Rows.one(from('SecurityPermission').where('permissionId', parameters.permissionId)) }
    }
}

private Optional<GenericValue> groupOf(String callCenterGroupId) {
    return Rows.one(from('CallCenterGroup').where('callCenterGroupId', callCenterGroupId))
}

private GenericValue entryOf(InputCheck check) {
    return check.failed() ? null : check.find('entrySeqId') {
        Rows.one(from('CallCenterGroupEntry').where('callCenterGroupId', parameters.callCenterGroupId, 'entrySeqId', parameters.entrySeqId))
    }.orElse(null)
}

/** A user who may change groups doesn't let others call by that what they may not call themselves. New entries are an admin's. */
private void checkWaysOut(InputCheck check, GenericValue before, GenericValue entry) {
    NewWaysOut ways = new NewWaysOut(delegator, security, CallCenter.settings(delegator))
    ['dialPrefix', 'outboundContext'].each { field ->
        if (entry[field] && entry[field] != before[field] && !ways.mayLeadAnywhere(parameters.userLogin)) {
            check.refuse(field, 'AsteriskRefusal_NOT_PERMITTED', [detail: 'ASTERISK_DIAL_INTL, ASTERISK_DIAL_PREMIUM'])
        }
    }
    // only an admin decides who may use an outbound service that leads outside, or enables one that was disabled
    boolean opens = entry.permissionId != before.permissionId || before.entryEnabled == 'N' && entry.entryEnabled != 'N'
    if (opens && (entry.dialPrefix || entry.outboundContext) && !ways.mayLeadAnywhere(parameters.userLogin)) {
        check.refuse(entry.permissionId == before.permissionId ? 'entryEnabled' : 'permissionId', 'AsteriskRefusal_NOT_PERMITTED',
                [detail: 'ASTERISK_DIAL_INTL, ASTERISK_DIAL_PREMIUM'])
    }
    boolean moved = ['entryTypeEnumId', 'extension', 'dialplanContext'].any { field -> entry[field] != before[field] }
    if (moved && entry.extension && !ways.mayBeReachedAt(parameters.userLogin, entry.getString('extension'))) {
        check.refuse('extension', 'AsteriskRefusal_NOT_PERMITTED', [detail: 'ASTERISK_DIAL_PREMIUM'])
    }
}

/** An entry needs what its type is found by, and leads to one group only. */
private void checkAgainstDatabase(InputCheck check, GenericValue entry, GenericValue group) {
    checkVariables(check)
    List<String> needed = EntryFields.needed(entry.getString('entryTypeEnumId'))
    needed.findAll { field -> !entry.getString(field)?.trim() }.each { field -> check.refuse(field, 'AsteriskErrorRequired', [:]) }
    if (check.failed()) {
        return
    }
    Map found = entry.getFields(needed) + [entryTypeEnumId: entry.entryTypeEnumId, serverId: group.serverId, extension: entry.extension]
    GenericValue other = from('AsteriskGroupEntryAndGroup').where(found).queryList().find { row ->
        row.callCenterGroupId != entry.callCenterGroupId || row.entrySeqId != entry.entrySeqId
    }
    if (other) {
        check.refuse(needed.last(), 'AsteriskErrorEntryExists', [group: other.callCenterGroupId])
    }
}
