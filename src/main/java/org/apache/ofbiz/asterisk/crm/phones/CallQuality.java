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
package org.apache.ofbiz.asterisk.crm.phones;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

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
        rows.delegator().create(ENTITY, fields);
        return true;
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
