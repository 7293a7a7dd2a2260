/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.asterisk.CallCenter
import org.apache.ofbiz.asterisk.call.PeerStates

// Data of the page EditPeer that no form holds: how the peer is now, and where it came from.
if (peer) {
    PeerStates.State state = CallCenter.of(delegator).map { callCenter -> callCenter.peerState(peer.getString('peerId')) }
            .orElse(PeerStates.State.UNKNOWN)
    context.peerStateWords = uiLabelMap["AsteriskPeerState_${state}".toString()]
    context.peerListedWords = peer.autoFilled == 'Y' ? uiLabelMap.AsteriskYes : uiLabelMap.AsteriskNo
}
