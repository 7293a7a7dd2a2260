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
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.crm.admin.InUse
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.admin.OwnAccess
import org.apache.ofbiz.asterisk.crm.rows.Rows
import org.apache.ofbiz.asterisk.crm.telephony.NewWaysOut
import org.apache.ofbiz.entity.GenericValue

Map createAsteriskPeer() {
    InputCheck check = checkPeer().required('serverId', 'peerName', 'peerTypeEnumId')
    GenericValue peer = delegator.makeValue('AsteriskPeer')
    peer.setNonPKFields(check.values())
    peer.technology = peer.technology ?: 'PJSIP'
    peer.enabled = peer.enabled ?: 'Y'
    if (!check.failed()) {
        checkAgainstDatabase(check, peer)
        if (parameters.peerId && from('AsteriskPeer').where('peerId', parameters.peerId).queryOne()) {
            check.refuse('peerId', 'AsteriskErrorExists', [key: parameters.peerId])
        }
    }
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    peer.peerId = parameters.peerId ?: delegator.getNextSeqId('AsteriskPeer')
    peer.autoFilled = 'N'
    peer.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    peer.create()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'), [peerId: peer.peerId])
}

Map updateAsteriskPeer() {
    InputCheck check = checkPeer().notErased('serverId', 'technology', 'peerName', 'peerTypeEnumId')
    GenericValue peer = check.find('peerId') { Rows.one(from('AsteriskPeer').where('peerId', parameters.peerId)) }.orElse(null)
    if (!peer || check.unchanged(peer).failed()) {
        return check.refusal()
    }
    GenericValue before = (GenericValue) peer.clone()
    change(peer, check.values())
    checkAgainstDatabase(check, peer)
    checkNumber(check, before, peer)
    checkOwn(check, before, peer)
    if (check.failed() || parameters.checkOnly == 'Y') {
        return check.failed() ? check.refusal() : success()
    }
    // from now on an admin's word, which no listing of the server changes
    peer.autoFilled = 'N'
    peer.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
    peer.store()
    return success(label('AsteriskUiLabels', 'AsteriskSaved'))
}

/** Rows of a page of peers: who has them. All of it, or nothing where one row is refused. Whether the server lists a peer stays as it is. */
Map assignAsteriskPeers() {
    InputCheck all = InputCheck.of(parameters)
    if (all.failed()) {
        return all.refusal()
    }
    List<GenericValue> changed = []
    parameters.peerIds.each { index, peerId ->
        String row = '_o_' + index
        Map wanted = [userLoginId: parameters.userLoginIds[index] ?: null, partyId: parameters.partyIds[index] ?: null,
                editedStamp: parameters.editedStamps[index], locale: parameters.locale]
        InputCheck check = InputCheck.of(wanted + [peerId: peerId]).noMarkup().longest(250, 'userLoginId').longest(20, 'partyId')
        GenericValue peer = check.find('peerId') { Rows.one(from('AsteriskPeer').where('peerId', peerId)) }.orElse(null)
        if (peer && (wanted.userLoginId != (peer.userLoginId ?: null) || wanted.partyId != (peer.partyId ?: null))) {
            if (!check.unchanged(peer).failed()) {
                GenericValue before = (GenericValue) peer.clone()
                change(peer, wanted)
                checkOwner(check, peer)
                checkOwn(check, before, peer)
            }
            changed << peer
        }
        all.add(check, row)
    }
    if (all.failed()) {
        return all.refusal()
    }
    changed.each { peer ->
        peer.lastModifiedByUserLogin = parameters.userLogin?.userLoginId
        peer.store()
    }
    return success(label('AsteriskUiLabels', 'AsteriskPeersAssigned', [count: changed.size()]))
}

Map deleteAsteriskPeer() {
    InputCheck check = checkPeer()
    GenericValue peer = check.find('peerId') { Rows.one(from('AsteriskPeer').where('peerId', parameters.peerId)) }.orElse(null)
    if (check.failed()) {
        return check.refusal()
    }
    InUse uses = InUse.of(peer, CallCenter.settings(delegator))
    if (uses.any()) {
        return uses.refusal(check, 'AsteriskErrorPeerInUse')
    }
    delegator.removeByAnd('AsteriskPagePhone', [peerId: peer.peerId])
    peer.remove()
    return success(label('AsteriskUiLabels', 'AsteriskDeleted'))
}

private InputCheck checkPeer() {
    return InputCheck.of(parameters).noMarkup()
            .id('peerId')
            // as it stands before the slash in names of channels: any that a PBX may have, so none is left out
            .matches('technology', Pattern.compile(/[A-Za-z][A-Za-z0-9_]{0,19}/), 'AsteriskErrorTechnology')
            // nothing that means something else in a dial string: no slash, ampersand, comma, blank
            .matches('peerName', Pattern.compile(/[\w.@+-]{1,60}/), 'AsteriskErrorPeerName')
            .oneOf('peerTypeEnumId', ['AST_EXTENSION', 'AST_TRUNK'])
            .oneOf('autoAnswerEnumId', ['AST_CALL_INFO', 'AST_ALERT_INFO', 'AST_ALERT_INFO_TEXT'])
            .matches('callerIdNumber', Pattern.compile(/[+0-9A-Za-z*#._-]{1,60}/), 'AsteriskErrorNumber')
            .matches('dialplanContext', Pattern.compile(/[\w.-]{1,80}/), 'AsteriskErrorContext')
            .matches('mailbox', Mailbox.PATTERN, 'AsteriskErrorMailbox')
            .longest(100, 'callerIdName').forDialplan('callerIdName')
            .longest(250, 'userLoginId')
            .longest(20, 'partyId')
            .yesOrNo('enabled')
}

/** Takes over what is wanted. Where another login is chosen and the party left as it was, the party follows the login. */
private void change(GenericValue peer, Map wanted) {
    boolean otherLogin = wanted.containsKey('userLoginId') && (wanted.userLoginId ?: null) != (peer.userLoginId ?: null)
    boolean sameParty = !wanted.containsKey('partyId') || (wanted.partyId ?: null) == (peer.partyId ?: null)
    peer.setNonPKFields(wanted)
    if (otherLogin && sameParty) {
        peer.partyId = null
    }
}

/** What the database says against this peer. */
private void checkAgainstDatabase(InputCheck check, GenericValue peer) {
    check.known('serverId') { Rows.one(from('AsteriskServer').where('serverId', peer.serverId)) }
    List<GenericValue> namesakes = from('AsteriskPeer')
            .where('serverId', peer.serverId, 'technology', peer.technology, 'peerName', peer.peerName).queryList()
    if (namesakes.any { other -> other.peerId != peer.peerId }) {
        check.refuse('peerName', 'AsteriskErrorPeerExists', [name: peer.technology + '/' + peer.peerName, server: peer.serverId])
    }
    checkOwner(check, peer)
}

/** Anybody calls a phone by its name: that must be no number which the user who names it so may not call. */
private void checkNumber(InputCheck check, GenericValue before, GenericValue peer) {
    boolean named = ['serverId', 'peerName', 'callerIdNumber'].any { field -> peer[field] != before[field] }
    NewWaysOut ways = new NewWaysOut(delegator, security, CallCenter.settings(delegator))
    if (named && [peer.peerName, peer.callerIdNumber].any { name -> name && !ways.mayBeReachedAt(parameters.userLogin, name as String) }) {
        check.refuse('peerName', 'AsteriskRefusal_NOT_PERMITTED', [detail: 'ASTERISK_DIAL_PREMIUM'])
    }
}

/** A user who may change phones doesn't take one for themselves, nor the messages of others. */
private void checkOwn(InputCheck check, GenericValue before, GenericValue peer) {
    OwnAccess own = new OwnAccess(delegator, security, parameters.userLogin)
    if (own.takes(before, peer)) {
        check.refuse('userLoginId', 'AsteriskRefusal_NOT_PERMITTED', [detail: 'ASTERISK_ADMIN'])
    } else if (own.hearsMore(before, peer)) {
        check.refuse('mailbox', 'AsteriskRefusal_NOT_PERMITTED', [detail: 'ASTERISK_ADMIN'])
    }
}

/** Login and party are there, and belong together. Fills in the party of a login. */
private void checkOwner(InputCheck check, GenericValue peer) {
    GenericValue login = peer.userLoginId ? from('UserLogin').where('userLoginId', peer.userLoginId).queryOne() : null
    check.known('userLoginId') { Optional.ofNullable(login) }
    if (login && peer.partyId && login.partyId != peer.partyId) {
        check.refuse('userLoginId', 'AsteriskErrorLoginOfOther', [login: peer.userLoginId, party: peer.partyId])
    }
    peer.partyId = login ? login.partyId : peer.partyId
    if (peer.partyId) {
        check.known('partyId') { Rows.one(from('Party').where('partyId', peer.partyId)) }
    }
}
