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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;

/** Reads AsteriskServerTrunk rows. Thread-safe. */
public final class ServerTrunks {

    private static final String TRUNK = "AsteriskServerTrunk";

    private final Rows rows;

    public ServerTrunks(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** The enabled ones by which this server sends callers. */
    public List<ServerTrunk> from(String serverId) {
        return enabled("fromServerId", serverId);
    }

    /** The enabled ones by which callers of others come to this server. */
    public List<ServerTrunk> to(String serverId) {
        return enabled("toServerId", serverId);
    }

    /** Servers that enabled trunks join, directly or by way of others, have the same name here, by serverId. */
    public Map<String, String> together() {
        return together(Rows.list(rows.from(TRUNK).where("enabled", "Y")).stream().map(ServerTrunk::of).toList());
    }

    static Map<String, String> together(List<ServerTrunk> trunks) {
        Map<String, String> names = new HashMap<>();
        trunks.forEach(trunk -> {
            String one = names.getOrDefault(trunk.fromServerId(), trunk.fromServerId());
            String other = names.getOrDefault(trunk.toServerId(), trunk.toServerId());
            names.put(trunk.fromServerId(), one);
            names.put(trunk.toServerId(), other);
            names.replaceAll((serverId, name) -> name.equals(other) ? one : name);
        });
        return names;
    }

    private List<ServerTrunk> enabled(String field, String serverId) {
        return Rows.list(rows.from(TRUNK).where(field, serverId, "enabled", "Y").orderBy("fromServerId", "toServerId")).stream()
                .map(ServerTrunk::of).toList();
    }
}
