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
package org.apache.ofbiz.asterisk.center.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** The rows of actions, and of deliveries that have not arrived. Thread-safe. */
public final class ActionRows {

    public static final String ACTION = "AsteriskCallAction";
    public static final String FAILURE = "AsteriskCallActionFailure";
    public static final String RETRYING = "RETRYING";
    public static final String FAILED = "FAILED";
    public static final String STATE = "deliveryState";
    private static final String ID = "callActionId";
    private static final int LONGEST_PROBLEM = 250;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Delegator delegator;
    private final Rows rows;

    public ActionRows(Delegator delegator) {
        this.delegator = delegator;
        this.rows = new Rows(delegator);
    }

    List<CallAction> enabled() {
        return Rows.list(rows.from(ACTION).where("enabled", "Y").orderBy(ID)).stream().flatMap(row -> action(row).stream()).toList();
    }

    /** An action, enabled or not. */
    public Optional<CallAction> find(String callActionId) {
        return Rows.one(rows.from(ACTION).where(ID, callActionId)).flatMap(ActionRows::action);
    }

    private static Optional<CallAction> action(GenericValue row) {
        try {
            return Optional.of(new CallAction(row.getString(ID), row.getString("callCenterGroupId"),
                    CallAction.Turn.valueOf(row.getString("turn")), CallAction.Kind.valueOf(row.getString("actionType")), row.getString("target"),
                    Objects.toString(row.getString("parameters"), ""), charset(row.getString("charset")).orElse(StandardCharsets.UTF_8),
                    PlainText.given(row.getString("secret"))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Empty for none, or one that Java does not know. */
    public static Optional<Charset> charset(String name) {
        try {
            return PlainText.given(name).map(Charset::forName);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** Deliveries that are to be tried again, with the time of the next attempt. */
    List<Map.Entry<Delivery, Instant>> retrying() {
        return Rows.list(rows.from(FAILURE).where(STATE, RETRYING)).stream().flatMap(row -> delivery(row).stream()
                .map(delivery -> Map.entry(delivery, row.getTimestamp("nextDate").toInstant()))).toList();
    }

    Optional<Delivery> failure(String failureId) {
        return Rows.one(rows.from(FAILURE).where("failureId", failureId)).flatMap(this::delivery);
    }

    private Optional<Delivery> delivery(GenericValue row) {
        return find(row.getString(ID)).flatMap(action -> Stream.ofNullable(row.getString("callValues")).flatMap(text -> {
            try {
                return Stream.of(JSON.readValue(text, new TypeReference<Map<String, String>>() { }));
            } catch (JsonProcessingException e) {
                return Stream.empty();
            }
        }).findFirst().map(values -> new Delivery(row.getString("failureId"), action, values, Math.toIntExact(row.getLong("attempts")))));
    }

    long failures() {
        return rows.count(FAILURE, STATE, FAILED) + rows.count(FAILURE, STATE, RETRYING);
    }

    /** @param next when it is tried again; empty for never */
    void keep(Delivery delivery, String problem, Instant now, Optional<Instant> next) {
        try {
            GenericValue row = delegator.makeValue(FAILURE, Map.of("failureId", delivery.id()));
            row.set(ID, delivery.action().id());
            row.set("callCenterGroupId", delivery.action().groupId());
            row.set("callId", delivery.values().get("CALL_ID"));
            row.set("turn", delivery.action().turn().name());
            row.set("callValues", JSON.writeValueAsString(delivery.values()));
            row.set("attempts", (long) delivery.attempts());
            row.set(STATE, next.isPresent() ? RETRYING : FAILED);
            row.set("problem", problem.length() > LONGEST_PROBLEM ? problem.substring(0, LONGEST_PROBLEM) : problem);
            row.set("failedDate", Timestamp.from(now));
            row.set("nextDate", next.map(Timestamp::from).orElse(null));
            if (rows.count(FAILURE, "failureId", delivery.id()) > 0) {
                row.store();
            } else {
                row.create();
            }
        } catch (GenericEntityException | JsonProcessingException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    void remove(String failureId) {
        try {
            delegator.removeByAnd(FAILURE, Map.of("failureId", failureId));
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
