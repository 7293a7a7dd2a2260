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
package org.apache.ofbiz.asterisk.crm.directory;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.GenericValue;

/**
 * A trunk by which one server sends callers to phones of another one, as its AsteriskServerTrunk row says.
 *
 * @param context        of the dialplan of the server that sends
 * @param prefix         what is before the number of the phone; empty for nothing
 * @param arrivalContext of the dialplan of the other server, which gets the number with the prefix
 */
public record ServerTrunk(String fromServerId, String toServerId, String context, String prefix, String arrivalContext) {

    private static final String PLACE = "Local";

    static ServerTrunk of(GenericValue row) {
        return new ServerTrunk(row.getString("fromServerId"), row.getString("toServerId"), Rows.text(row, "trunkContext"),
                Rows.text(row, "trunkPrefix"), Rows.text(row, "arrivalContext"));
    }

    /**
     * A phone of the other server as the server that sends has it: the same peer, which is a place of that server's dialplan. Empty for one that no
     * other phone can dial.
     */
    public Optional<Peer> wayTo(Peer phone) {
        if (!phone.serverId().equals(toServerId) || phone.type() != Peer.Type.EXTENSION || phone.isPlace()) {
            return Optional.empty();
        }
        return phone.number().map(number -> new Peer(phone.peerId(), fromServerId, PLACE, prefix + number + '@' + context, phone.type(),
                phone.owner(), phone.callerIdNumber(), phone.callerIdName(), phone.enabled()));
    }

    /** The number of the phone for which a call of the server that sends arrives so; empty for any other call. */
    public Optional<String> phoneRungAt(String itsContext, String extension) {
        return itsContext.equals(arrivalContext) && extension.startsWith(prefix) ? Optional.of(extension.substring(prefix.length()))
                : Optional.empty();
    }
}
