/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PeerStates;

/** The servers that are configured, by id. Given by {@code CallCenter}; thread-safe. */
public interface Pbxes {

    /** Commands of an enabled server, whether connected or not; empty for a server that is unknown or disabled. */
    Optional<PbxCommands> commands(String serverId);

    /** Whether the phone of this extension is registered at its server, from memory; empty where that is not known. */
    Optional<Boolean> registered(Peer extension);

    /** What the phone of this extension does, from memory. */
    PeerStates.State state(Peer extension);

    /** Whether events arrive from this server and commands are taken. */
    boolean connected(String serverId);

    /** Its contexts and peers. */
    Optional<Numbering> numbering(String serverId);
}
