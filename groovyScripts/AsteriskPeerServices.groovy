/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.entity.GenericValue

Map createAsteriskPeer() {
    List<String> problems = checkPeer().required('serverId', 'peerName', 'peerTypeId').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue peer = delegator.makeValue('AsteriskPeer')
    peer.setNonPKFields(parameters)
    peer.technology = peer.technology ?: 'PJSIP'
    peer.enabled = peer.enabled ?: 'Y'
    peer.peerId = parameters.peerId ?: delegator.getNextSeqId('AsteriskPeer')
    if (from('AsteriskPeer').where('peerId', peer.peerId).queryOne()) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorExists', [key: peer.peerId]))
    }
    String problem = problemWith(peer)
    if (problem) {
        return error(problem)
    }
    peer.autoFilled = 'N'
    peer.create()
    return success([peerId: peer.peerId])
}

Map updateAsteriskPeer() {
    List<String> problems = checkPeer().notErased('serverId', 'technology', 'peerName', 'peerTypeId').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue peer = from('AsteriskPeer').where('peerId', parameters.peerId).queryOne()
    if (!peer) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.peerId]))
    }
    peer.setNonPKFields(parameters)
    String problem = problemWith(peer)
    if (problem) {
        return error(problem)
    }
    // from now on an admin's word, which no listing of the server changes
    peer.autoFilled = 'N'
    peer.store()
    return success()
}

Map deleteAsteriskPeer() {
    List<String> problems = checkPeer().problems()
    if (problems) {
        return error(problems.join(' '))
    }
    long calls = from('PhoneCall').where('peerId', parameters.peerId).queryCount() +
            from('PhoneCall').where('trunkPeerId', parameters.peerId).queryCount()
    if (calls > 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorPeerInUse', [calls: calls]))
    }
    if (delegator.removeByAnd('AsteriskPeer', [peerId: parameters.peerId]) == 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.peerId]))
    }
    return success()
}

private InputCheck checkPeer() {
    return InputCheck.of(parameters)
            .id('peerId')
            .oneOf('technology', ['PJSIP', 'SIP', 'IAX2', 'DAHDI', 'Local'])
            // nothing that means something else in a dial string: no slash, ampersand, comma, blank
            .matches('peerName', Pattern.compile(/[\w.@+-]{1,60}/), 'AsteriskErrorPeerName')
            .oneOf('peerTypeId', ['AST_EXTENSION', 'AST_TRUNK'])
            .matches('callerIdNumber', Pattern.compile(/[+0-9A-Za-z*#._-]{1,60}/), 'AsteriskErrorNumber')
            .longest(100, 'callerIdName', 'dialplanContext')
            .yesOrNo('enabled')
}

/** What the database says against this peer; empty for nothing. Fills in the party of a login. */
private String problemWith(GenericValue peer) {
    if (!from('AsteriskServer').where('serverId', peer.serverId).queryOne()) {
        return label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: peer.serverId])
    }
    List<GenericValue> namesakes = from('AsteriskPeer')
            .where('serverId', peer.serverId, 'technology', peer.technology, 'peerName', peer.peerName).queryList()
    if (namesakes.any { other -> other.peerId != peer.peerId }) {
        return label('AsteriskUiLabels', 'AsteriskErrorPeerExists', [name: peer.technology + '/' + peer.peerName, server: peer.serverId])
    }
    if (peer.userLoginId) {
        GenericValue login = from('UserLogin').where('userLoginId', peer.userLoginId).queryOne()
        if (!login) {
            return label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: peer.userLoginId])
        }
        if (peer.partyId && login.partyId != peer.partyId) {
            return label('AsteriskUiLabels', 'AsteriskErrorLoginOfOther', [login: peer.userLoginId, party: peer.partyId])
        }
        peer.partyId = login.partyId
    }
    if (peer.partyId && !from('Party').where('partyId', peer.partyId).queryOne()) {
        return label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: peer.partyId])
    }
    return ''
}
