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
package org.apache.ofbiz.asterisk.crm.journal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Keeps a node that no longer serves a PBX from writing about a call that its successor has written about. The number of the lease is in the
 * call's own row: a call that nobody else has written about is still kept, however late its journal comes. Stateless.
 */
final class FencedCalls {

    static final String FENCING = "fencingNumber";
    private static final String ID = "phoneCallId";

    private final Rows rows;

    FencedCalls(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** Another node has written about the call, under a higher number. */
    static final class OtherHolderException extends GenericEntityException {
        private static final long serialVersionUID = 1L;

        OtherHolderException(String phoneCallId, long fencing) {
            super("PhoneCall " + phoneCallId + " was written under a higher fencing number than " + fencing);
        }
    }

    /**
     * Marks the rows with the entry's number. In a transaction they stay locked for others until its end, so nobody comes in between. Does
     * nothing for entries without number.
     *
     * @param whole callId of the call that one is part of now; its own where it is not
     * @param isNew whether a call, by its phoneCallId, has no row yet: it gets the number when it is created
     * @throws OtherHolderException   when one of them has a higher number
     * @throws GenericEntityException when the database refuses
     */
    void mark(JournalQueue.Entry entry, UnaryOperator<String> whole, Predicate<String> isNew) throws GenericEntityException {
        if (entry.fencing().isEmpty()) {
            return;
        }
        long fencing = entry.fencing().get();
        Stream<String> merged = entry.call().stream()
                .flatMap(call -> call.mergedInto().stream().map(into -> PhoneCall.callId(call.serverId(), into)));
        Set<String> ids = Stream.concat(Stream.of(entry.callId(), whole.apply(entry.callId())), merged).map(PhoneCallRows::idOf)
                .filter(isNew.negate()).collect(Collectors.toSet());
        for (String phoneCallId : ids) {
            mark(phoneCallId, fencing);
        }
    }

    /**
     * Of calls that are over, nobody keeps a claim.
     *
     * @throws GenericEntityException when the database refuses
     */
    void release(List<JournalQueue.Entry> entries) throws GenericEntityException {
        Set<String> over = entries.stream().filter(entry -> entry.fencing().isPresent()
                        && entry.call().filter(call -> call.ended() || call.mergedInto().isPresent()).isPresent())
                .map(entry -> PhoneCallRows.idOf(entry.callId())).collect(Collectors.toSet());
        if (!over.isEmpty()) {
            rows.delegator().removeByCondition("AsteriskClaim", Rows.in(ID, over));
        }
    }

    private void mark(String phoneCallId, long fencing) throws GenericEntityException {
        EntityCondition notHigher = EntityCondition.makeCondition(EntityCondition.makeCondition(FENCING, null), EntityOperator.OR,
                EntityCondition.makeCondition(FENCING, EntityOperator.LESS_THAN_EQUAL_TO, fencing));
        EntityCondition own = EntityCondition.makeCondition(EntityCondition.makeCondition(ID, phoneCallId), EntityOperator.AND, notHigher);
        boolean marked = rows.delegator().storeByCondition("PhoneCall", Map.of(FENCING, fencing), own) > 0;
        if (!marked && Rows.one(rows.from("PhoneCall").where(ID, phoneCallId)).isPresent()) {
            throw new OtherHolderException(phoneCallId, fencing);
        }
    }
}
