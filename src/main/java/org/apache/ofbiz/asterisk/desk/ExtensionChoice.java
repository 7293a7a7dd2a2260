/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal.Code;

/** Which of a user's own extensions is meant: either one, or why none. */
record ExtensionChoice(Optional<Peer> extension, Optional<Refusal> refusal) {

    /**
     * @param own      extensions of the user, the preferred one first
     * @param serverId the server that the call is on; empty when any will do
     * @param wanted   peerId or name; empty for the preferred one
     */
    static ExtensionChoice of(List<Peer> own, Optional<String> serverId, Optional<String> wanted) {
        List<Peer> usable = own.stream().filter(Peer::enabled)
                .filter(peer -> peer.type() == Peer.Type.EXTENSION)
                .filter(peer -> serverId.map(peer.serverId()::equals).orElse(true))
                .toList();
        if (wanted.isEmpty()) {
            return usable.isEmpty() ? refused(new Refusal(Code.NO_EXTENSION, "")) : chosen(usable.get(0));
        }
        String name = wanted.get();
        return usable.stream().filter(peer -> peer.peerId().equals(name)).findFirst()
                .or(() -> usable.stream().filter(peer -> peer.name().equals(name)).findFirst())
                .map(ExtensionChoice::chosen)
                .orElseGet(() -> refused(new Refusal(Code.NOT_YOUR_EXTENSION, name)));
    }

    private static ExtensionChoice chosen(Peer extension) {
        return new ExtensionChoice(Optional.of(extension), Optional.empty());
    }

    private static ExtensionChoice refused(Refusal refusal) {
        return new ExtensionChoice(Optional.empty(), Optional.of(refusal));
    }
}
