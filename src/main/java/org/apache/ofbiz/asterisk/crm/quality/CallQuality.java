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
package org.apache.ofbiz.asterisk.crm.quality;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.reports.SumMarks;
import org.apache.ofbiz.asterisk.crm.reports.figures.SoundScore;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.transaction.TransactionUtil;

/** What calls sounded like at phones in pages, as these measured it (PhoneCallQuality). Thread-safe. */
public final class CallQuality {

    /** What is measured, with the least and the most that a phone can say. */
    public static final Map<String, List<Integer>> MEASURES = Map.of("soundSeconds", List.of(1, 86_400), "score", List.of(100, 450),
            "worstScore", List.of(100, 450), "lostPerMille", List.of(0, 1_000), "jitterMillis", List.of(0, 10_000),
            "roundTripMillis", List.of(0, 60_000));
    private static final String ENTITY = "PhoneCallQuality";
    private static final String CALL = "phoneCallId";
    /** A phone says it once for each of its parts in a call; nobody has more. */
    private static final int MOST_OF_A_CALL = 20;
    private static final int MOST_BAD = 500;
    private static final double HUNDRED = 100;
    private static final double TEN = 10;

    private final Rows rows;

    public CallQuality(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** The same as one line of the call's page. Scores are means of the estimates, 1 to 4.5. */
    public record Line(String peerId, String partyId, long seconds, String score, String worstScore, String lostPercent, long jitter,
                       long roundTrip) {
    }

    /**
     * Keeps it.
     *
     * @param measured by the names of {@link #MEASURES}, each within its bounds
     * @return false where the call has all that one can have
     * @throws GenericEntityException when the database refuses
     */
    public boolean keep(String phoneCallId, String peerId, String partyId, Map<String, Long> measured, Instant now) throws GenericEntityException {
        if (rows.count(ENTITY, CALL, phoneCallId) >= MOST_OF_A_CALL) {
            return false;
        }
        Map<String, Object> fields = new HashMap<>(measured);
        fields.putAll(Map.of("callQualityId", rows.delegator().getNextSeqId(ENTITY), CALL, phoneCallId, "peerId", peerId, "partyId", partyId,
                "thruDate", Timestamp.from(now)));
        boolean began = TransactionUtil.begin();
        try {
            rows.delegator().create(ENTITY, fields);
            SumMarks.changed(rows.delegator(), phoneCallId);
            TransactionUtil.commit(began);
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, "The quality of a call isn't kept", e);
            throw e;
        }
        return true;
    }

    /**
     * A part in a call that sounded bad.
     *
     * @param phone name of the peer
     * @param agent name of who used it
     * @param at    when the part ended
     * @param score 1 to 4.5
     */
    public record BadPart(String peerId, String phone, String agent, Instant at, double score, double lostPercent, Duration jitter,
                          Duration roundTrip) {
    }

    /**
     * What sounded bad, the latest first, {@link #MOST_BAD} at most.
     *
     * @throws Rows.RowsUnavailableException when the database refuses
     */
    public List<BadPart> badSince(Instant since) {
        List<GenericValue> bad = Rows.list(rows.from(ENTITY).where(since(since),
                EntityCondition.makeCondition("score", EntityOperator.LESS_THAN, SoundScore.BAD_BELOW)).orderBy("-thruDate").maxRows(MOST_BAD));
        Map<String, String> phones = new HashMap<>();
        Set<String> peerIds = bad.stream().map(row -> row.getString("peerId")).collect(Collectors.toSet());
        if (!peerIds.isEmpty()) {
            Rows.list(rows.from("AsteriskPeer").where(Rows.in("peerId", peerIds)))
                    .forEach(row -> phones.put(row.getString("peerId"), row.getString("peerName")));
        }
        UserDirectory users = new UserDirectory(rows.delegator());
        UserDirectory.Named named = users.named(bad.stream().map(row -> Rows.text(row, "partyId")).collect(Collectors.toSet()));
        return bad.stream().map(row -> new BadPart(row.getString("peerId"), phones.getOrDefault(row.getString("peerId"), row.getString("peerId")),
                users.colleague(Rows.text(row, "partyId"), named), row.getTimestamp("thruDate").toInstant(), row.getLong("score") / HUNDRED,
                row.getLong("lostPerMille") / TEN, Duration.ofMillis(row.getLong("jitterMillis")),
                Duration.ofMillis(row.getLong("roundTripMillis")))).toList();
    }

    /** How many parts were measured. @throws Rows.RowsUnavailableException when the database refuses */
    public long measuredSince(Instant since) {
        return rows.count(ENTITY, since(since));
    }

    private static EntityCondition since(Instant since) {
        return EntityCondition.makeCondition("thruDate", EntityOperator.GREATER_THAN_EQUAL_TO, Timestamp.from(since));
    }

    /** Of a call, in the order in which the phones said it. */
    public List<Line> of(String phoneCallId) {
        return Rows.list(rows.from(ENTITY).where(CALL, phoneCallId).orderBy("thruDate")).stream().map(CallQuality::line).toList();
    }

    private static Line line(GenericValue row) {
        return new Line(Rows.text(row, "peerId"), Rows.text(row, "partyId"), row.getLong("soundSeconds"), decimal(row, "score", 2),
                decimal(row, "worstScore", 2), decimal(row, "lostPerMille", 1), row.getLong("jitterMillis"), row.getLong("roundTripMillis"));
    }

    /** A whole number of the smallest part, as it is written. */
    private static String decimal(GenericValue row, String field, int digits) {
        return BigDecimal.valueOf(row.getLong(field), digits).toPlainString();
    }
}
