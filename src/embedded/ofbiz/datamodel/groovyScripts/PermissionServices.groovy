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
import org.apache.ofbiz.service.ServiceUtil

/** PARTYMGR or PARTYMGR_CME with the action, or a communication that the user takes part in. */
Map communicationEventPermission() {
    if (allowed('PARTYMGR') || allowed('PARTYMGR_CME')) {
        return granted()
    }
    String own = parameters.userLogin?.partyId
    Map event = parameters.communicationEventId
            ? from('CommunicationEvent').where('communicationEventId', parameters.communicationEventId).queryOne() : parameters
    return own && own in [event?.partyIdFrom, event?.partyIdTo] ? granted() : refused()
}

/** PARTYMGR or PARTYMGR_PCM with the action, or the user's own party. */
Map contactMechPermission() {
    String own = parameters.userLogin?.partyId
    boolean self = own && (!parameters.partyId || parameters.partyId == own)
    return allowed('PARTYMGR') || allowed('PARTYMGR_PCM') || self ? granted() : refused()
}

/** CONTENTMGR with the action. */
Map contentPermission() {
    return allowed('CONTENTMGR') ? granted() : refused()
}

/** WORKEFFORTMGR with the action. */
Map workEffortPermission() {
    return allowed('WORKEFFORTMGR') ? granted() : refused()
}

private boolean allowed(String entity) {
    return parameters.userLogin && security.hasEntityPermission(entity, '_' + (parameters.mainAction ?: 'VIEW'), parameters.userLogin)
}

private Map granted() {
    Map result = ServiceUtil.returnSuccess()
    result.hasPermission = true
    return result
}

private Map refused() {
    Map result = ServiceUtil.returnSuccess()
    result.hasPermission = false
    result.failMessage = label('SecurityextUiLabels', 'PermissionMissing', [resource: parameters.resourceDescription ?: ''])
    return result
}
