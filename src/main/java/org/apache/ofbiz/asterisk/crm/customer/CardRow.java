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
package org.apache.ofbiz.asterisk.crm.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.journal.CallSubject;

/**
 * One row of a part of the customer card.
 *
 * @param id       of the order, invoice, ...
 * @param title    as people named it; may be empty
 * @param kind     a status, or the type of a communication; empty for none
 * @param amount   of an order, what is open of an invoice, what a limit leaves; in {@code currency}
 * @param at       when it was ordered, due, asked for, said or written
 * @param who      a partyId: who wrote the note, or the other side; may be empty
 * @param incoming of a communication: true when the customer began it
 * @param call     of a call that nobody named: its subject, in any language
 */
record CardRow(String id, String title, String kind, Optional<BigDecimal> amount, String currency, Optional<Instant> at, String who,
               boolean incoming, Optional<CallSubject> call) {

    /** The kind of a billing account whose limit is used up. */
    static final String ON_HOLD = "HOLD";

    CardRow(String id, String title, String kind, Optional<BigDecimal> amount, String currency, Optional<Instant> at, String who) {
        this(id, title, kind, amount, currency, at, who, false, Optional.empty());
    }

    CardRow(String id, String title, String kind, Optional<Instant> at) {
        this(id, title, kind, Optional.empty(), "", at, "");
    }

    /** The same, of a call that nobody named. */
    CardRow ofCall(CallSubject subject) {
        return new CardRow(id, title, kind, amount, currency, at, who, incoming, Optional.of(subject));
    }
}
