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
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.rows.Rows
import org.apache.ofbiz.entity.GenericValue

Map createAsteriskServerTrunk() {
    InputCheck check = checkTrunk().required('trunkContext', 'arrivalContext')
    GenericValue from = check.find('fromServerId') { server(parameters.fromServerId) }.orElse(null)
    GenericValue to = check.find('toServerId') { server(parameters.toServerId) }.orElse(null)
    if (from && to && from.serverId == to.serverId) {
        check.refused('toServerId', 'AsteriskErrorTrunkSame')
    } else if (from && to && trunk()) {
        check.refuse('toServerId', 'AsteriskErrorExists', [key: from.serverId + ' - ' + to.serverId])
    }
    checkArrival(check, null)
    if (check.failed()) {
        return check.refusal()
    }
    GenericValue trunk = delegator.makeValue('AsteriskServerTrunk', [fromServerId: from.serverId, toServerId: to.serverId, enabled: 'Y'])
    trunk.setNonPKFields(given(check))
    trunk.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    trunk.create()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'), [serverId: parameters.fromServerId])
}

Map updateAsteriskServerTrunk() {
    InputCheck check = checkTrunk().notErased('trunkContext', 'arrivalContext', 'enabled')
    GenericValue trunk = check.find('toServerId') { Optional.ofNullable(trunk()) }.orElse(null)
    check.unchanged(trunk)
    checkArrival(check, trunk)
    if (check.failed()) {
        return check.refusal()
    }
    trunk.setNonPKFields(check.values())
    trunk.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    trunk.store()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'), [serverId: parameters.fromServerId])
}

Map deleteAsteriskServerTrunk() {
    InputCheck check = checkTrunk()
    GenericValue trunk = check.find('toServerId') { Optional.ofNullable(trunk()) }.orElse(null)
    if (check.failed()) {
        return check.refusal()
    }
    trunk.remove()
    return success(label('AsteriskUiLabels', 'AsteriskDeleted'), [serverId: parameters.fromServerId])
}

private InputCheck checkTrunk() {
    Pattern context = Pattern.compile(/[\w.-]{1,80}/)
    return InputCheck.of(parameters).noMarkup().longest(20, 'fromServerId', 'toServerId')
            .matches('trunkContext', context, 'AsteriskErrorContext')
            .matches('arrivalContext', context, 'AsteriskErrorContext')
            .matches('trunkPrefix', Pattern.compile(/[0-9*#]{1,10}/), 'AsteriskErrorDialPrefix')
            .oneOf('enabled', ['Y', 'N'])
}

/** Calls that begin where phones of the other server dial are calls of their own, and must stay in its history. */
private void checkArrival(InputCheck check, GenericValue stored) {
    String context = parameters.arrivalContext ?: stored?.arrivalContext
    GenericValue to = context ? server(stored ? stored.toServerId : parameters.toServerId).orElse(null) : null
    boolean ours = to && ['internalContext', 'outboundContext', 'claimContext', 'waitingContext'].any { field -> to[field] == context }
    boolean source = to && from('AsteriskGroupEntryAndGroup').where('serverId', to.serverId, 'dialplanContext', context).queryCount() > 0
    if (ours || source) {
        check.refuse('arrivalContext', 'AsteriskErrorTrunkArrival', [context: context])
    }
}

/** A field that is left empty has the value that a new row has. */
private Map given(InputCheck check) {
    return check.values().findAll { field, value -> value }
}

private Optional<GenericValue> server(Object serverId) {
    return Rows.one(from('AsteriskServer').where('serverId', serverId))
}

private GenericValue trunk() {
    return from('AsteriskServerTrunk').where('fromServerId', parameters.fromServerId, 'toServerId', parameters.toServerId).queryOne()
}
