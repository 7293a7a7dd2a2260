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
package org.apache.ofbiz.asterisk.center.standby;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.crm.rows.RowTime;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/** The row that says which PBX of a server is used: the node that serves it next begins with that one. Thread-safe. */
public final class PbxInUseRows implements StandbyWatch.Memory {

    private static final String ENTITY = "AsteriskPbxInUse";
    private static final String SERVER = "serverId";
    private static final String USED = "pbxInUse";
    private static final String ASKED_FOR = "askedFor";
    private static final String WANTED = "wantedPbx";
    private static final String WANTED_AT = "wantedDate";
    /** What an admin asks for is meant for now. */
    private static final Duration COUNTS_FOR = Duration.ofMinutes(2);
    private static final String FENCING = "fencingNumber";

    private final Rows rows;
    private final String serverId;
    private final Supplier<Optional<Long>> fencing;

    /** For anyone but the node that serves the server. */
    public PbxInUseRows(Delegator delegator, String serverId) {
        this(delegator, serverId, Optional::empty);
    }

    /** @param fencing the number of the server's lease; empty with one node */
    public PbxInUseRows(Delegator delegator, String serverId, Supplier<Optional<Long>> fencing) {
        this.rows = new Rows(delegator);
        this.serverId = serverId;
        this.fencing = fencing;
    }

    /** The one that was used last; the first where nothing is written. */
    public Side used() {
        return Rows.one(rows.from(ENTITY).where(SERVER, serverId)).flatMap(row -> side(row, USED)).orElse(Side.FIRST);
    }

    /** An admin wants this PBX to be used: the node that serves the server sees it within seconds. */
    public void want(Side side) throws GenericEntityException {
        create();
        rows.delegator().storeByCondition(ENTITY, Map.of(WANTED, side.name(), WANTED_AT, RowTime.of(Instant.now())),
                EntityCondition.makeCondition(SERVER, serverId));
    }

    @Override
    public Optional<Side> wanted() {
        Timestamp oldest = RowTime.of(Instant.now().minus(COUNTS_FOR));
        return Rows.one(rows.from(ENTITY).where(SERVER, serverId))
                .filter(row -> row.getTimestamp(WANTED_AT) != null && !row.getTimestamp(WANTED_AT).before(oldest)).flatMap(row -> side(row, WANTED));
    }

    @Override
    public void done(Side wanted) {
        change(noOrder(), EntityCondition.makeCondition(Map.of(SERVER, serverId, WANTED, wanted.name())));
    }

    private static Map<String, Object> noOrder() {
        Map<String, Object> fields = new HashMap<>();
        fields.put(WANTED, null);
        fields.put(WANTED_AT, null);
        return fields;
    }

    @Override
    public boolean wasAskedFor() {
        return Rows.one(rows.from(ENTITY).where(SERVER, serverId)).filter(row -> Rows.isYes(row, ASKED_FOR)).isPresent();
    }

    @Override
    public void used(Side side, boolean askedFor) {
        Rows.changing(this::create);
        Map<String, Object> fields = new HashMap<>(Map.of(USED, side.name(), ASKED_FOR, askedFor ? "Y" : "N",
                "sinceDate", RowTime.of(Instant.now())));
        EntityCondition own = EntityCondition.makeCondition(SERVER, serverId);
        Optional<Long> number = fencing.get();
        number.ifPresent(lease -> fields.put(FENCING, lease));
        change(fields, number.<EntityCondition>map(lease -> EntityCondition.makeCondition(List.of(own, EntityCondition.makeCondition(
                EntityCondition.makeCondition(FENCING, null), EntityOperator.OR,
                EntityCondition.makeCondition(FENCING, EntityOperator.LESS_THAN_EQUAL_TO, lease))))).orElse(own));
    }

    private GenericValue create() throws GenericEntityException {
        return SeparateTransaction.findOrCreate(rows.delegator(), rows.delegator().makeValue(ENTITY, Map.of(SERVER, serverId)));
    }

    private static Optional<Side> side(GenericValue row, String field) {
        String text = Rows.text(row, field);
        return Arrays.stream(Side.values()).filter(side -> side.name().equals(text)).findFirst();
    }

    private void change(Map<String, Object> fields, EntityCondition where) {
        Rows.changing(() -> rows.delegator().storeByCondition(ENTITY, fields, where));
    }
}
