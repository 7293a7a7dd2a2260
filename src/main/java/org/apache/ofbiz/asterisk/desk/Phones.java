/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Peer;

/**
 * The extensions of one user, and which of them they have chosen.
 *
 * @param own    disabled ones too, the one that an admin prefers first
 * @param chosen peerId; one that is not theirs any more counts for nothing
 */
record Phones(List<Peer> own, Optional<String> chosen) {

    Phones {
        own = List.copyOf(own);
    }

    /** The chosen one first. */
    List<Peer> inOrder() {
        return Stream.concat(own.stream().filter(this::isChosen), own.stream().filter(peer -> !isChosen(peer))).toList();
    }

    /** The one that rings, if it can be rung. */
    Optional<Peer> current() {
        return ExtensionChoice.of(inOrder(), Optional.empty(), Optional.empty(), Set.of()).extension();
    }

    private boolean isChosen(Peer peer) {
        return chosen.equals(Optional.of(peer.peerId()));
    }

    Phones choosing(String peerId) {
        return new Phones(own, Optional.of(peerId));
    }
}
