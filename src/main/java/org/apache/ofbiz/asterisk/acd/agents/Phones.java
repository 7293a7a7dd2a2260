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
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.Peer;

/**
 * The extensions of one user, and which of them they have chosen.
 *
 * @param own    disabled ones too, the one that an admin prefers first
 * @param chosen peerId; one that is not theirs any more counts for nothing
 */
public record Phones(List<Peer> own, Optional<String> chosen) {

    public Phones {
        own = List.copyOf(own);
    }

    /** The chosen one first. */
    public List<Peer> inOrder() {
        return Stream.concat(own.stream().filter(this::isChosen), own.stream().filter(peer -> !isChosen(peer))).toList();
    }

    /** The one that rings, if it can be rung. */
    public Optional<Peer> current() {
        return ExtensionChoice.of(inOrder(), Optional.empty(), Optional.empty(), Set.of()).extension();
    }

    private boolean isChosen(Peer peer) {
        return chosen.equals(Optional.of(peer.peerId()));
    }

    Phones choosing(String peerId) {
        return new Phones(own, Optional.of(peerId));
    }
}
