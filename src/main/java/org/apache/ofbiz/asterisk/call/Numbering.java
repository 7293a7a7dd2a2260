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
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the tracker must know of one server to tell a call as a person would. Answers come from memory: the call thread asks.
 * Implementations are thread-safe.
 */
public interface Numbering {

    /** The peer behind a channel of this name; empty when no admin or listing has told us. */
    Optional<Peer> peer(String technology, String peerName);

    /** True for what reaches one of this server's phones: its name or its short number. It is dialed where phones dial, not on a line. */
    default boolean isExtension(String number) {
        return false;
    }

    /** True for a number of this server itself at which a group is reached. */
    default boolean reachesGroup(String number) {
        return false;
    }

    /** What is dialed before a number outside to get a line, which callers may show, too; digits, empty for nothing. */
    default String outsidePrefix() {
        return "";
    }

    /** The phone that is dialed so where phones dial. */
    default Optional<Peer> extension(String number) {
        return isExtension(number) ? Stream.of("PJSIP", "SIP", "IAX2", "SCCP", "DAHDI").flatMap(technology -> peer(technology, number).stream())
                .filter(peer -> peer.type() == Peer.Type.EXTENSION).findFirst() : Optional.empty();
    }

    /** This phone of another server as one that this server reaches, by a trunk between the two; empty where no trunk is declared. */
    default Optional<Peer> wayTo(Peer phone) {
        return Optional.empty();
    }

    /**
     * The phones of other servers that are dialed so there and that a trunk of this server leads to; none for a number of a phone here, whatever its
     * state. More than one where servers have the same number.
     */
    default List<Peer> phonesByTrunk(String number) {
        return List.of();
    }

    /** True for a call that another server sends here for a claim: a part of the call there, which tells all of it. */
    default boolean arrivesForClaim(String context, String extension) {
        return false;
    }

    /** The group that a call reaches by arriving in this context at this extension. */
    Optional<String> groupOfNumber(String context, String extension);

    /** The group that a call reaches by joining this queue. */
    Optional<String> groupOfQueue(String queue);

    /** The group that a call reaches by this UserEvent; {@code extension} is its header of that name or where the channel is. */
    Optional<String> groupOfUserEvent(String userEvent, String extension);

    /** Names of the dialplan variables that are of interest, whatever group a call reaches. */
    default Set<String> watchedVariables() {
        return Set.of();
    }

    /** Those of them that the call sources of a group name. */
    default Set<String> watchedVariables(String groupId) {
        return Set.of();
    }

    /** The group that a call had reached when an earlier run kept it; what is found after a restart does not tell how it came. */
    default Optional<String> groupOfKeptCall(String linkedId) {
        return Optional.empty();
    }

    /**
     * The group for which somebody waits whose way there nobody saw, by the number that they dialed; empty where it could be several.
     *
     * @param number as the PBX tells it, without a context
     */
    default Optional<String> groupOfDialed(String number) {
        return Optional.empty();
    }

    /** The talk that a call was in when an earlier run kept it last; the PBX's list of channels does not tell since when they talk. */
    default Optional<KeptTalk> keptTalk(String linkedId) {
        return Optional.empty();
    }

    /**
     * @param answeredAt when customer and extension could first hear each other
     * @param since      by peerId, since when who talked then does
     */
    record KeptTalk(Instant answeredAt, Map<String, Instant> since) {
        public KeptTalk {
            since = Map.copyOf(since);
        }
    }

    /** Of a server of which nothing is known. */
    static Numbering none() {
        return new Numbering() {
            @Override
            public Optional<Peer> peer(String technology, String peerName) {
                return Optional.empty();
            }

            @Override
            public Optional<String> groupOfNumber(String context, String extension) {
                return Optional.empty();
            }

            @Override
            public Optional<String> groupOfQueue(String queue) {
                return Optional.empty();
            }

            @Override
            public Optional<String> groupOfUserEvent(String userEvent, String extension) {
                return Optional.empty();
            }

            @Override
            public Contexts contexts() {
                return new Contexts("", "", "", "");
            }
        };
    }

    /** Contexts of this server. */
    Contexts contexts();

    /**
     * Dialplan contexts of a server (see the admin guide).
     *
     * @param internal where phones dial from
     * @param outbound where we send an Originate to reach a trunk
     * @param claim    where a claimed caller is sent; dials the extension, and sends the caller back to waiting
     * @param waiting  where callers hear music until somebody claims them
     */
    record Contexts(String internal, String outbound, String claim, String waiting) {

        /** Those that are set. */
        public List<String> all() {
            return Stream.of(internal, outbound, claim, waiting).filter(name -> !name.isBlank()).distinct().toList();
        }
    }
}
