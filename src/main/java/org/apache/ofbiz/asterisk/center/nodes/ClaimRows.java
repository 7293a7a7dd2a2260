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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityComparisonOperator;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** Rows of AsteriskClaim. To be used outside of transactions, so that each change is committed at once. Thread-safe. */
final class ClaimRows implements ClaimStore {

    static final String ENTITY = "AsteriskClaim";
    private static final String ID = "phoneCallId";
    private static final String NODE = "nodeId";
    private static final String FENCING = "fencingNumber";
    private static final String TURN = "claimTurn";
    private static final String DATE = "claimDate";

    private final Rows rows;
    private final Clock clock;

    ClaimRows(Delegator delegator, Clock clock) {
        this.rows = new Rows(delegator);
        this.clock = clock;
    }

    @Override
    public boolean replaceOlder(ClaimRow claim) {
        EntityCondition older = EntityCondition.makeCondition(is(FENCING, EntityOperator.LESS_THAN, claim.fencing()), EntityOperator.OR,
                EntityCondition.makeCondition(is(FENCING, EntityOperator.EQUALS, claim.fencing()), EntityOperator.AND,
                        is(TURN, EntityOperator.LESS_THAN, claim.turn())));
        return Rows.changing(() -> rows.delegator().storeByCondition(ENTITY, fields(claim), EntityCondition.makeCondition(
                EntityCondition.makeCondition(ID, claim.phoneCallId()), EntityOperator.AND, older))) > 0;
    }

    private static EntityCondition is(String field, EntityComparisonOperator<?, ?> comparedBy, long number) {
        return EntityCondition.makeCondition(field, comparedBy, number);
    }

    private Map<String, Object> fields(ClaimRow claim) {
        return Map.of("serverId", claim.serverId(), "userLoginId", claim.userLoginId(), "peerId", claim.peerId(), NODE, claim.nodeId(),
                FENCING, claim.fencing(), TURN, claim.turn(), DATE, RowTime.of(clock.instant()));
    }

    @Override
    public boolean create(ClaimRow claim) {
        GenericValue row = rows.delegator().makeValue(ENTITY, fields(claim));
        row.set(ID, claim.phoneCallId());
        try {
            rows.delegator().create(row);
            return true;
        } catch (GenericEntityException e) {
            if (find(claim.phoneCallId()).isPresent()) {
                return false;
            }
            throw new Rows.RowsUnavailableException(e);
        }
    }

    @Override
    public Optional<ClaimRow> find(String phoneCallId) {
        return Rows.one(rows.from(ENTITY).where(ID, phoneCallId)).map(row -> new ClaimRow(phoneCallId, row.getString("serverId"),
                row.getString(NODE), row.getLong(FENCING), row.getLong(TURN), row.getString("userLoginId"), row.getString("peerId")));
    }

    @Override
    public boolean holds(String serverId, String nodeId, long fencing) {
        return rows.count("AsteriskServerLease", "serverId", serverId, NODE, nodeId, FENCING, fencing) > 0;
    }

    @Override
    public void remove(String phoneCallId, String nodeId, long fencing, long turn) {
        Rows.changing(() -> rows.delegator().removeByCondition(ENTITY, EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition(Map.of(ID, phoneCallId, NODE, nodeId, FENCING, fencing)),
                is(TURN, EntityOperator.LESS_THAN_EQUAL_TO, turn)))));
    }

    @Override
    public void removeOlderThan(Duration age) {
        Rows.changing(() -> rows.delegator().removeByCondition(ENTITY, EntityCondition.makeCondition(DATE, EntityOperator.LESS_THAN,
                RowTime.of(clock.instant().minus(age)))));
    }
}
