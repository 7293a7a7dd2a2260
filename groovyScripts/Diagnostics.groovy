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

// Data of the page diagnostics, in the words of the service. The service checks permission once more.
Map found = dispatcher.runSync('asteriskDiagnostics', [userLogin: userLogin, locale: locale, timeZone: timeZone])
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
context.diagnosis = found

// a test call is for who may set servers up; its phones are those that somebody has
if (security.hasEntityPermission('ASTERISK', '_ADMIN', userLogin)) {
    String own = userLogin.userLoginId
    List phones = from('AsteriskPeer').where('peerTypeEnumId', 'AST_EXTENSION', 'enabled', 'Y').orderBy('serverId', 'peerName')
            .maxRows(200).queryList().findAll { phone -> phone.userLoginId || phone.partyId }
    context.testPhones = phones.collect { phone -> [peerId: phone.peerId, name: phone.peerName, owner: phone.userLoginId ?: phone.partyId] }
            .sort { phone -> phone.owner == own ? 0 : 1 }
    context.testServer = phones ? phones.first().serverId : ''
    context.testCall = dispatcher.runSync('getAsteriskTestCall', [userLogin: userLogin, locale: locale])
}
