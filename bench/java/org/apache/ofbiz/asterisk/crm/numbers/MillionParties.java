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
package org.apache.ofbiz.asterisk.crm.numbers;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.bench.BulkTables;
import org.apache.ofbiz.entity.Delegator;

/**
 * A million people, each with a phone number, and what the customer card shows of them: an order of every second, an unpaid invoice of every
 * fourth, a request of every eighth, two contacts of each, a note and a classification of every fourth, and a credit limit of every tenth. One in
 * a thousand has {@link #BUSY_ROWS} of most of these.
 */
public final class MillionParties {

    /** People. */
    public static final int PARTIES = Integer.getInteger("parties", 1_000_000);
    /** What a busy customer has of each kind. */
    public static final int BUSY_ROWS = 200;
    private static final int BUSY_OF = 1_000;
    private static final int FIRST_BUSY = 8;
    /** Before the number of a row, so that the ids of later rows are greater ones. */
    private static final int IDS = 10_000_000;
    private static final int FIRST_NUMBER = 1_000_000;
    private static final Timestamp SINCE = Timestamp.valueOf("2020-01-01 00:00:00");
    private static final Instant NEWEST = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TABLES = List.of("Party", "Person", "ContactMech", "TelecomNumber", "PartyContactMech", "AsteriskNumberKey",
            "OrderHeader", "OrderRole", "Invoice", "InvoiceItem", "PaymentApplication", "CustRequest", "CommunicationEvent", "NoteData", "PartyNote",
            "PartyClassification", "BillingAccount", "BillingAccountRole");
    private static final String CLASS = "BENCH_CLASS";

    private final BulkTables tables;
    private final TelephoneNumbers reader = new TelephoneNumbers("EE");

    /** @param connection to the delegator's database, commits by hand */
    public MillionParties(Delegator delegator, Connection connection) {
        this.tables = new BulkTables(delegator, connection);
    }

    /** An Estonian mobile number, as the PBX shows it. */
    public static String caller(int i) {
        return "372" + number(i);
    }

    private static String number(int i) {
        return "5" + (FIRST_NUMBER + i);
    }

    /** The partyId. */
    public static String party(int i) {
        return "C" + (IDS + i);
    }

    /** Whether this one has many rows of each kind. */
    public static boolean isBusy(int i) {
        return i % BUSY_OF == FIRST_BUSY;
    }

    /** Whether this one has an open order. */
    public static boolean hasOrder(int i) {
        return isBusy(i) || i % 2 == 0;
    }

    /** Adds people to those that are there. @param from 0 or what the last one was loaded up to */
    public void load(int from, int to) throws SQLException {
        tables.dropIndexes(TABLES);
        people(from, to);
        trade(from, to);
        contacts(from, to);
        tables.createIndexes(TABLES);
    }

    private void people(int from, int to) throws SQLException {
        tables.fill("Party", List.of("partyId", "partyTypeId", "statusId"),
                each(from, to, i -> new Object[] {party(i), "PERSON", "PARTY_ENABLED"}));
        tables.fill("Person", List.of("partyId", "firstName", "lastName"),
                each(from, to, i -> new Object[] {party(i), "Name" + i, "Test" + i % 997}));
        tables.fill("ContactMech", List.of("contactMechId", "contactMechTypeId"),
                each(from, to, i -> new Object[] {id("N", i), "TELECOM_NUMBER"}));
        tables.fill("TelecomNumber", List.of("contactMechId", "countryCode", "contactNumber"),
                each(from, to, i -> new Object[] {id("N", i), "372", number(i)}));
        tables.fill("PartyContactMech", List.of("partyId", "contactMechId", "fromDate"),
                each(from, to, i -> new Object[] {party(i), id("N", i), SINCE}));
        tables.fill("AsteriskNumberKey", List.of("contactMechId", "numberKey", "reversedDigits", "countryCode", "keyKind"), each(from, to, i -> {
            Map<String, Object> key = reader.key("372", null, number(i)).fields();
            return new Object[] {id("N", i), key.get("numberKey"), key.get("reversedDigits"), key.get("countryCode"), key.get("keyKind")};
        }));
    }

    private void trade(int from, int to) throws SQLException {
        tables.fill("OrderHeader", List.of("orderId", "orderTypeId", "orderDate", "statusId", "currencyUom", "grandTotal"),
                rows(from, to, 2, (i, row) -> new Object[] {id("O", i, row), "SALES_ORDER", at(i, row), "ORDER_APPROVED", "EUR",
                        BigDecimal.valueOf(i % 1_000)}));
        tables.fill("OrderRole", List.of("orderId", "partyId", "roleTypeId"), rows(from, to, 2, (i, row) ->
                new Object[] {id("O", i, row), party(i), "BILL_TO_CUSTOMER"}));
        tables.fill("Invoice", List.of("invoiceId", "partyId", "statusId", "invoiceDate", "currencyUomId"), rows(from, to, 4, (i, row) ->
                new Object[] {id("I", i, row), party(i), row % 2 == 0 ? "INVOICE_READY" : "INVOICE_PAID", at(i, row), "EUR"}));
        tables.fill("InvoiceItem", List.of("invoiceId", "invoiceItemSeqId", "quantity", "amount"), rows(from, to, 4, (i, row) ->
                new Object[] {id("I", i, row), "00001", BigDecimal.ONE, BigDecimal.valueOf(100)}));
        tables.fill("PaymentApplication", List.of("paymentApplicationId", "invoiceId", "amountApplied"), rows(from, to, 8, (i, row) ->
                new Object[] {id("A", i, row), id("I", i, row), BigDecimal.TEN}));
        tables.fill("BillingAccount", List.of("billingAccountId", "accountLimit", "accountCurrencyUomId", "fromDate"), each(from, to, 10, i ->
                new Object[] {id("B", i), BigDecimal.valueOf(1_000), "EUR", SINCE}));
        tables.fill("BillingAccountRole", List.of("billingAccountId", "partyId", "roleTypeId", "fromDate"), each(from, to, 10, i ->
                new Object[] {id("B", i), party(i), "BILL_TO_CUSTOMER", SINCE}));
    }

    private void contacts(int from, int to) throws SQLException {
        tables.fill("CustRequest", List.of("custRequestId", "statusId", "fromPartyId", "custRequestDate", "custRequestName"),
                rows(from, to, 8, (i, row) -> new Object[] {id("R", i, row), "CRQ_SUBMITTED", party(i), at(i, row), "Request " + row}));
        for (String side : List.of("From", "To")) {
            tables.fill("CommunicationEvent", List.of("communicationEventId", "communicationEventTypeId", "partyId" + side, "entryDate", "subject"),
                    rows(from, to, 1, (i, row) -> new Object[] {id(side.substring(0, 1), i, row), "PHONE_COMMUNICATION", party(i), at(i, row),
                        "Call " + row}));
        }
        tables.fill("NoteData", List.of("noteId", "noteInfo", "noteDateTime"), rows(from, to, 4, (i, row) ->
                new Object[] {id("N", i, row), "Note " + row, at(i, row)}));
        tables.fill("PartyNote", List.of("partyId", "noteId"), rows(from, to, 4, (i, row) -> new Object[] {party(i), id("N", i, row)}));
        if (from == 0) {
            tables.fill("PartyClassificationGroup", List.of("partyClassificationGroupId", "description"),
                    Stream.<Object[]>of(new Object[] {CLASS, "Good customers"}));
        }
        tables.fill("PartyClassification", List.of("partyId", "partyClassificationGroupId", "fromDate"), each(from, to, 4, i ->
                new Object[] {party(i), CLASS, SINCE}));
    }

    private static String id(String kind, int i) {
        return kind + (IDS + i);
    }

    private static String id(String kind, int i, int row) {
        return id(kind, i) + "-" + row;
    }

    private static Timestamp at(int i, int row) {
        return Timestamp.from(NEWEST.minus(Duration.ofMinutes(i % 500_000L)).minus(Duration.ofDays(row)));
    }

    /** The values of one row of a party. */
    @FunctionalInterface
    private interface Row {
        Object[] of(int party, int row);
    }

    private static Stream<Object[]> each(int from, int to, IntFunction<Object[]> row) {
        return each(from, to, 1, row);
    }

    /** One row of every so manieth. */
    private static Stream<Object[]> each(int from, int to, int share, IntFunction<Object[]> row) {
        return IntStream.range(from, to).filter(i -> i % share == 0).mapToObj(row);
    }

    /** One row of every so manieth, and many of the busy ones. */
    private static Stream<Object[]> rows(int from, int to, int share, Row row) {
        return IntStream.range(from, to).boxed().flatMap(i -> IntStream.range(0, isBusy(i) ? BUSY_ROWS : i % share == 0 ? 1 : 0)
                .mapToObj(each -> row.of(i, each)));
    }
}
