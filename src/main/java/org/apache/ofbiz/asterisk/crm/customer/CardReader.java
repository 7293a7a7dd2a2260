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
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.journal.CallSubject;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Reads the parts of the customer card, each by a field that OFBiz has an index or a foreign key on, and no more rows than are shown and one
 * that says that there are more. Thread-safe.
 */
final class CardReader {

    /** Rows of a part that are shown. */
    static final int SHOWN = 5;
    private static final int READ = SHOWN + 1;
    private static final int LONGEST_TEXT = 300;
    /** Lines of the invoices shown; more are of no customer, and their sum is left out. */
    private static final int MOST_ITEMS = 2_000;
    private static final List<String> CUSTOMER_ROLES = List.of("BILL_TO_CUSTOMER", "PLACING_CUSTOMER");
    private static final List<String> OPEN_ORDERS = List.of("ORDER_CREATED", "ORDER_SENT", "ORDER_PROCESSING", "ORDER_APPROVED", "ORDER_HOLD");
    private static final List<String> UNPAID_INVOICES = List.of("INVOICE_READY", "INVOICE_SENT", "INVOICE_APPROVED");
    private static final List<String> OPEN_REQUESTS = List.of("CRQ_SUBMITTED", "CRQ_ACCEPTED", "CRQ_REVIEWED", "CRQ_PENDING", "CRQ_OPEN");

    private final Rows rows;
    private final SystemServices services;

    CardReader(LocalDispatcher dispatcher) {
        this.rows = new Rows(dispatcher.getDelegator());
        this.services = new SystemServices(dispatcher);
    }

    /** @throws Rows.RowsUnavailableException when the database does not answer */
    List<CardRow> read(CardPart part, String partyId) {
        return switch (part) {
        case ORDERS -> orders(partyId);
        case INVOICES -> invoices(partyId);
        case CREDIT -> credit(partyId);
        case REQUESTS -> requests(partyId);
        case COMMUNICATIONS -> communications(partyId);
        case NOTES -> notes(partyId);
        case CLASSIFICATIONS -> classifications(partyId);
        };
    }

    /** The newest first. An order names its customer in up to two of these roles. */
    private List<CardRow> orders(String partyId) {
        Map<String, CardRow> orders = new LinkedHashMap<>();
        Rows.list(rows.from("OrderHeaderAndRoles").where(is("partyId", partyId), in("roleTypeId", CUSTOMER_ROLES), in("statusId", OPEN_ORDERS))
                .orderBy("-orderDate").maxRows(READ * CUSTOMER_ROLES.size())).forEach(row -> orders.putIfAbsent(row.getString("orderId"),
                        new CardRow(row.getString("orderId"), Rows.text(row, "orderName"), Rows.text(row, "statusId"), amount(row, "grandTotal"),
                                Rows.text(row, "currencyUom"), at(row, "orderDate"), "")));
        return orders.values().stream().limit(READ).toList();
    }

    /** The oldest first, with what is still to be paid. */
    private List<CardRow> invoices(String partyId) {
        List<GenericValue> invoices = Rows.list(rows.from("Invoice").where(is("partyId", partyId), in("statusId", UNPAID_INVOICES))
                .orderBy("invoiceDate").maxRows(READ));
        List<String> ids = invoices.stream().map(row -> row.getString("invoiceId")).toList();
        Map<String, BigDecimal> open = ids.isEmpty() ? Map.of() : open(ids);
        return invoices.stream().map(row -> new CardRow(row.getString("invoiceId"), Rows.text(row, "description"), Rows.text(row, "statusId"),
                Optional.ofNullable(open.get(row.getString("invoiceId"))), Rows.text(row, "currencyUomId"),
                at(row, "dueDate").or(() -> at(row, "invoiceDate")), "")).toList();
    }

    private Map<String, BigDecimal> open(List<String> invoiceIds) {
        List<GenericValue> items = Rows.list(rows.from("InvoiceItem").where(Rows.in("invoiceId", invoiceIds)).maxRows(MOST_ITEMS));
        if (items.size() == MOST_ITEMS) {
            return Map.of();
        }
        Map<String, BigDecimal> open = items.stream().collect(Collectors.groupingBy(row -> row.getString("invoiceId"), Collectors.reducing(
                BigDecimal.ZERO, row -> amount(row, "amount").orElse(BigDecimal.ZERO).multiply(amount(row, "quantity").orElse(BigDecimal.ONE)),
                BigDecimal::add)));
        Rows.list(rows.from("PaymentApplication").where(Rows.in("invoiceId", invoiceIds)).maxRows(MOST_ITEMS)).forEach(row ->
                open.computeIfPresent(row.getString("invoiceId"), (id, sum) -> sum.subtract(amount(row, "amountApplied").orElse(BigDecimal.ZERO))));
        return open;
    }

    /** Billing accounts with what their limits leave, as OFBiz calculates it; a customer whose account leaves nothing is on credit hold. */
    private List<CardRow> credit(String partyId) {
        return Rows.list(rows.from("BillingAccountRole").where(is("partyId", partyId), is("roleTypeId", "BILL_TO_CUSTOMER")).filterByDate()
                .maxRows(SHOWN)).stream().map(row -> row.getString("billingAccountId")).distinct().flatMap(id -> account(id).stream()).toList();
    }

    private Optional<CardRow> account(String billingAccountId) {
        Map<String, Object> result = services.run("calcBillingAccountBalance", Map.of("billingAccountId", billingAccountId));
        if (!(result.get("billingAccount") instanceof GenericValue account) || amount(account, "accountLimit").isEmpty()) {
            return Optional.empty();
        }
        Optional<BigDecimal> left = Optional.ofNullable((BigDecimal) result.get("availableBalance"));
        String kind = left.filter(balance -> balance.signum() <= 0).isPresent() ? CardRow.ON_HOLD : "";
        return Optional.of(new CardRow(billingAccountId, Rows.text(account, "description"), kind, left, Rows.text(account, "accountCurrencyUomId"),
                Optional.empty(), ""));
    }

    private List<CardRow> requests(String partyId) {
        return Rows.list(rows.from("CustRequest").where(is("fromPartyId", partyId), in("statusId", OPEN_REQUESTS)).orderBy("-custRequestDate")
                .maxRows(READ)).stream().map(row -> new CardRow(row.getString("custRequestId"), Rows.text(row, "custRequestName"),
                        Rows.text(row, "statusId"), at(row, "custRequestDate"))).toList();
    }

    /** The last five of both directions, each side read by its own foreign key. */
    private List<CardRow> communications(String partyId) {
        List<CardRow> newest = Stream.of("From", "To").flatMap(side -> Rows.list(rows.from("CommunicationEvent").where(is("partyId" + side, partyId))
                        .orderBy("-entryDate").maxRows(SHOWN)).stream().map(row -> communication(row, "From".equals(side))))
                .sorted(Comparator.comparing((CardRow row) -> row.at().orElse(Instant.EPOCH)).reversed()).limit(SHOWN).toList();
        Map<String, GenericValue> calls = newest.isEmpty() ? Map.of() : calls(newest.stream().map(CardRow::id).toList());
        return newest.stream().map(row -> Optional.ofNullable(calls.get(row.id())).flatMap(call -> CallSubject.of(call, row.title()))
                .map(row::ofCall).orElse(row)).toList();
    }

    private Map<String, GenericValue> calls(List<String> communicationEventIds) {
        return Rows.list(rows.from("PhoneCall").where(Rows.in("communicationEventId", communicationEventIds))).stream()
                .collect(Collectors.toMap(row -> row.getString("communicationEventId"), Function.identity(), (one, other) -> one));
    }

    private static CardRow communication(GenericValue row, boolean incoming) {
        return new CardRow(row.getString("communicationEventId"), PlainText.clip(Rows.text(row, "subject"), LONGEST_TEXT),
                Rows.text(row, "communicationEventTypeId"), Optional.empty(), "", at(row, "datetimeStarted").or(() -> at(row, "entryDate")),
                Rows.text(row, incoming ? "partyIdTo" : "partyIdFrom"), incoming, Optional.empty());
    }

    private List<CardRow> notes(String partyId) {
        return Rows.list(rows.from("PartyNoteView").where(is("targetPartyId", partyId)).orderBy("-noteDateTime").maxRows(READ)).stream()
                .map(row -> new CardRow(row.getString("noteId"), PlainText.clip(Rows.text(row, "noteInfo"), LONGEST_TEXT), "", Optional.empty(), "",
                        at(row, "noteDateTime"), Rows.text(row, "noteParty"))).toList();
    }

    private List<CardRow> classifications(String partyId) {
        return Rows.list(rows.from("PartyClassification").where(is("partyId", partyId)).filterByDate().maxRows(READ)).stream()
                .map(row -> row.getString("partyClassificationGroupId")).distinct()
                .map(id -> new CardRow(id, Rows.one(rows.from("PartyClassificationGroup").where("partyClassificationGroupId", id).cache())
                        .map(group -> Rows.text(group, "description")).orElse(id), "", Optional.empty())).toList();
    }

    private static EntityCondition is(String field, String value) {
        return EntityCondition.makeCondition(field, value);
    }

    private static EntityCondition in(String field, List<String> values) {
        return EntityCondition.makeCondition(field, EntityOperator.IN, values);
    }

    private static Optional<BigDecimal> amount(GenericValue row, String field) {
        return Optional.ofNullable((BigDecimal) row.get(field));
    }

    private static Optional<Instant> at(GenericValue row, String field) {
        return Optional.ofNullable(row.getTimestamp(field)).map(Timestamp::toInstant);
    }
}
