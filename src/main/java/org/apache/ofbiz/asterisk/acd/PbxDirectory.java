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
package org.apache.ofbiz.asterisk.acd;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerStates;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;

/** The servers that are configured, by id. Given by {@code CallCenter}; thread-safe. */
public interface PbxDirectory {

    /** Commands of an enabled server, whether connected or not; empty for a server that is unknown or disabled. */
    Optional<PbxCommands> commands(String serverId);

    /** Whether the phone of this extension is registered at its server, from memory; empty where that is not known. */
    Optional<Boolean> registered(Peer extension);

    /** What the phone of this extension does, from memory. */
    PeerStates.State state(Peer extension);

    /** Whether events arrive from this server and commands are taken. */
    boolean connected(String serverId);

    /** False while another OFBiz node may be serving it: nothing is decided then about its calls. From memory. */
    default boolean mayAct(String serverId) {
        return true;
    }

    /** Where claims are kept that other OFBiz nodes must know of. */
    default SharedClaims claims() {
        return SharedClaims.NONE;
    }

    /** Its contexts and peers. */
    Optional<Numbering> numbering(String serverId);

    /** Phones have changed hands: from now on calls at them count for who sits there. Looks up. */
    default void phonesChanged() {
    }
}
