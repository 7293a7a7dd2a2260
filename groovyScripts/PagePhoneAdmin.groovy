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
import org.apache.ofbiz.asterisk.crm.directory.Peers
import org.apache.ofbiz.asterisk.crm.phones.PagePhones
import org.apache.ofbiz.asterisk.setup.PagePhoneLines
import org.apache.ofbiz.entity.GenericValue

// Data of the page pagePhones: where browsers reach the server, which of its extensions are phones in pages, and what the PBX needs for them.
String serverId = (parameters.serverId ?: '') as String
GenericValue server = from('AsteriskServer').where('serverId', serverId).queryOne()
PagePhones known = new PagePhones(delegator)
context.shownServerId = server ? serverId : ''
GenericValue stored = from('AsteriskPhoneGateway').where('serverId', serverId).queryOne()
// all but the secret
context.gateway = stored ? stored.getFields(['socketUrl', 'dailyPasswords', 'stunUrls', 'turnUrls', 'echoNumber']) : [:]
context.pagePhones = server ? new Peers(delegator).ofServer(serverId).findAll { peer -> known.is(peer.peerId()) }.collect { peer ->
    [peerId: peer.peerId(), serverId: serverId, peerName: peer.name(), ownerName: peer.owner().map { owner -> owner.name() }.orElse('')]
} : []
List<String> names = context.pagePhones*.peerName ?: ['1101']
context.phoneFiles = PagePhoneLines.files(names, (server?.internalContext ?: 'internal') as String,
        (stored?.echoNumber ?: PagePhoneLines.USUAL_ECHO_NUMBER) as String, !stored || stored.dailyPasswords == 'Y')
