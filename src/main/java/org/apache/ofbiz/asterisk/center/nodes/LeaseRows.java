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
package org.apache.ofbiz.asterisk.center.nodes;

import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.condition.EntityCondition;

/** The rows of leases and nodes. Each change has a transaction of its own. Thread-safe. */
final class LeaseRows implements LeaseStore {

    private static final String LEASE = "AsteriskServerLease";
    private static final String NODE = "AsteriskNode";

    private final Rows rows;

    LeaseRows(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    @Override
    public List<LeaseRow> leases() {
        return Rows.list(rows.from(LEASE)).stream().map(row -> new LeaseRow(row.getString("serverId"), row.getString("nodeId"),
                row.getLong("fencingNumber"))).toList();
    }

    @Override
    public List<NodeRow> nodes() {
        return Rows.list(rows.from(NODE)).stream().map(row -> new NodeRow(row.getString("nodeId"), Rows.text(row, "nodeName"),
                row.getLong("beats"))).toList();
    }

    @Override
    public void create(String serverId) {
        Rows.changing(() -> SeparateTransaction.findOrCreate(rows.delegator(), rows.delegator().makeValue(LEASE,
                Map.of("serverId", serverId, "nodeId", LeaseRow.NOBODY, "fencingNumber", 0L))));
    }

    @Override
    public boolean take(LeaseRow seen, String nodeId) {
        return change(Map.of("nodeId", nodeId, "fencingNumber", seen.fencing() + 1), Map.of("serverId", seen.serverId(),
                "nodeId", seen.nodeId(), "fencingNumber", seen.fencing()));
    }

    @Override
    public void giveBack(String serverId, String nodeId, long fencing) {
        change(Map.of("nodeId", LeaseRow.NOBODY), Map.of("serverId", serverId, "nodeId", nodeId, "fencingNumber", fencing));
    }

    private boolean change(Map<String, Object> fields, Map<String, Object> condition) {
        return Rows.changing(() -> rows.delegator().storeByCondition(LEASE, fields, EntityCondition.makeCondition(condition))) == 1;
    }

    @Override
    public void sign(NodeRow node) {
        Map<String, Object> fields = Map.of("nodeName", node.name(), "beats", node.beats());
        int changed = Rows.changing(() -> rows.delegator().storeByCondition(NODE, fields, EntityCondition.makeCondition("nodeId", node.nodeId())));
        if (changed == 0) {
            Rows.changing(() -> rows.delegator().create(rows.delegator().makeValue(NODE,
                    Map.of("nodeId", node.nodeId(), "nodeName", node.name(), "beats", node.beats()))));
        }
    }

    @Override
    public void remove(String nodeId) {
        Rows.changing(() -> rows.delegator().removeByAnd(NODE, Map.of("nodeId", nodeId)));
    }
}
