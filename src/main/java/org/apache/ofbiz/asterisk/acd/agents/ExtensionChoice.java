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
package org.apache.ofbiz.asterisk.acd.agents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.call.Peer;

/** Which of a user's own extensions is meant: either one, or why none. */
public record ExtensionChoice(Optional<Peer> extension, Optional<Refusal> refusal) {

    /**
     * @param own          extensions of the user, disabled ones too, the preferred one first
     * @param serverId     the server that the call is on; empty when any will do
     * @param wanted       peerId or name; empty for the first that can be rung
     * @param unregistered peerIds of those whose phone is known not to be registered
     */
    public static ExtensionChoice of(List<Peer> own, Optional<String> serverId, Optional<String> wanted, Set<String> unregistered) {
        return of(own, peer -> serverId.map(peer.serverId()::equals).orElse(true), wanted, unregistered);
    }

    /** @param reached whether a call can be sent to it from where the call is; the other parameters as above */
    public static ExtensionChoice of(List<Peer> own, Predicate<Peer> reached, Optional<String> wanted, Set<String> unregistered) {
        List<Peer> phones = own.stream().filter(peer -> peer.type() == Peer.Type.EXTENSION).toList();
        List<Peer> meant = wanted.map(name -> named(phones, name)).orElse(phones);
        if (meant.isEmpty()) {
            return refused(new Refusal(wanted.isPresent() ? Code.NOT_YOUR_EXTENSION : Code.NO_EXTENSION, wanted.orElse("")));
        }
        // what is in the way last is what helps most to know
        return new Narrowed(meant, Optional.empty()).then(Peer::enabled, Code.EXTENSION_DISABLED)
                .then(reached, Code.EXTENSION_ELSEWHERE)
                .then(peer -> !unregistered.contains(peer.peerId()), Code.EXTENSION_UNREGISTERED)
                .first();
    }

    /** A peerId goes before a name, which two servers may use. */
    private static List<Peer> named(List<Peer> phones, String name) {
        List<Peer> byId = phones.stream().filter(peer -> peer.peerId().equals(name)).toList();
        return byId.isEmpty() ? phones.stream().filter(peer -> peer.name().equals(name)).toList() : byId;
    }

    /** What is left, or what was in the way of the last ones. */
    private record Narrowed(List<Peer> left, Optional<Refusal> refusal) {

        Narrowed then(Predicate<Peer> passes, Code otherwise) {
            List<Peer> passed = left.stream().filter(passes).toList();
            return refusal.isPresent() || !passed.isEmpty() ? new Narrowed(passed, refusal)
                    : new Narrowed(passed, Optional.of(new Refusal(otherwise, left.get(0).name())));
        }

        ExtensionChoice first() {
            return refusal.map(ExtensionChoice::refused).orElseGet(() -> chosen(left.get(0)));
        }
    }

    private static ExtensionChoice chosen(Peer extension) {
        return new ExtensionChoice(Optional.of(extension), Optional.empty());
    }

    private static ExtensionChoice refused(Refusal refusal) {
        return new ExtensionChoice(Optional.empty(), Optional.of(refusal));
    }
}
