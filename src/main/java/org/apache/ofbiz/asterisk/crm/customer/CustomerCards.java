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

import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SharedLookUps;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * The customer cards that pages show beside a call. Each part is looked up on threads of their own, and for all who ask within a few seconds
 * once: a waiting call shows the same card to its whole group. A part that takes too long is missing from the answer, and the others are not.
 * Thread-safe.
 */
public final class CustomerCards {

    private static final Duration LONGEST_WAIT = Duration.ofMillis(1_500);
    private static final String MODULE = CustomerCards.class.getName();
    /** Parts of customers, of the last seconds. */
    private static final int MOST_KEPT = 5_000;
    private static final Set<CardPart> WITH_STATUS = Set.of(CardPart.ORDERS, CardPart.INVOICES, CardPart.REQUESTS);

    private record Key(String partyId, CardPart part) {
    }

    private final CardReader reader;
    private final Rows rows;
    private final UserDirectory users;
    private final Supplier<TelephoneNumbers> numbers;
    private final SharedLookUps<Key, List<CardRow>> lookUps;
    /** Which parts this OFBiz has, asked once: OFBiz writes an error into its log for each entity that is not there. */
    private final Map<CardPart, Boolean> installed = new ConcurrentHashMap<>();

    /** @param threads for the look-ups; what they refuse is a part that couldn't be read */
    public CustomerCards(LocalDispatcher dispatcher, Settings settings, Executor threads) {
        this.numbers = () -> TelephoneNumbers.of(dispatcher.getDelegator(), settings);
        this.reader = new CardReader(dispatcher);
        this.rows = new Rows(dispatcher.getDelegator());
        this.users = new UserDirectory(dispatcher.getDelegator());
        this.lookUps = new SharedLookUps<>(threads, MOST_KEPT, System::nanoTime);
    }

    /**
     * What is known of a customer.
     *
     * @param may whether the user may see what this permission guards, e.g. {@code ORDERMGR}
     * @return for each part that there is and the user may see: {@code rows}, whether there are {@code more}; or {@code failed}
     */
    public Map<String, Object> card(String partyId, Predicate<String> may, Locale locale) {
        Map<CardPart, CompletableFuture<List<CardRow>>> asked = new EnumMap<>(CardPart.class);
        Arrays.stream(CardPart.values()).filter(part -> may.test(part.permission()) && isInstalled(part))
                .forEach(part -> asked.put(part, lookUps.ask(new Key(partyId, part), () -> reader.read(part, partyId))));
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        Map<String, Object> parts = new LinkedHashMap<>();
        asked.forEach((part, answer) -> parts.put(part.name(), answer(part, answer, until)
                .map(found -> shown(part, partyId, found, locale)).orElse(Map.of("failed", true))));
        return parts;
    }

    /** Something about this customer was written: the next answer has it. */
    public void changed(String partyId) {
        lookUps.forget(key -> key.partyId().equals(partyId));
    }

    private boolean isInstalled(CardPart part) {
        return installed.computeIfAbsent(part, any -> any.isInstalled(rows.delegator()));
    }

    private static Optional<List<CardRow>> answer(CardPart part, CompletableFuture<List<CardRow>> answer, long until) {
        try {
            return Optional.of(answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            Debug.logWarning(e.getCause(), "Couldn't read " + part + " of the customer card", MODULE);
        } catch (TimeoutException e) {
            Debug.logWarning("Reading " + part + " of the customer card takes longer than " + LONGEST_WAIT.toMillis() + " ms", MODULE);
        }
        return Optional.empty();
    }

    private Map<String, Object> shown(CardPart part, String partyId, List<CardRow> found, Locale locale) {
        List<CardRow> few = found.subList(0, Math.min(found.size(), CardReader.SHOWN));
        Map<String, String> names = names(few.stream().map(CardRow::who).filter(who -> !who.isEmpty()).collect(Collectors.toSet()));
        return Map.of("rows", few.stream().map(row -> shown(part, partyId, row, names, locale)).toList(), "more", found.size() > few.size());
    }

    private Map<String, String> names(Set<String> partyIds) {
        return partyIds.isEmpty() ? Map.of() : users.names(partyIds);
    }

    private Map<String, Object> shown(CardPart part, String partyId, CardRow row, Map<String, String> names, Locale locale) {
        Map<String, Object> shown = new HashMap<>(Map.of("id", row.id(), "title", title(row, locale), "kind", row.kind(),
                "url", part.page(partyId, row.id())));
        kind(part, row.kind(), locale).ifPresent(text -> shown.put("kindText", text));
        row.amount().ifPresent(amount -> shown.put("amount", amount.setScale(2, RoundingMode.HALF_UP).toPlainString()));
        row.at().ifPresent(at -> shown.put("at", at.toString()));
        putGiven(shown, "currency", row.currency());
        putGiven(shown, "who", names.getOrDefault(row.who(), ""));
        if (part == CardPart.COMMUNICATIONS) {
            shown.put("incoming", row.incoming());
        }
        return shown;
    }

    private String title(CardRow row, Locale locale) {
        return row.call().map(call -> call.in(locale, numbers.get().display(call.number()))).orElse(row.title());
    }

    private static void putGiven(Map<String, Object> shown, String name, String value) {
        if (!value.isEmpty()) {
            shown.put(name, value);
        }
    }

    /** OFBiz's own words for a status or a type. */
    private Optional<String> kind(CardPart part, String id, Locale locale) {
        if (id.isEmpty() || !WITH_STATUS.contains(part) && part != CardPart.COMMUNICATIONS) {
            return Optional.empty();
        }
        return Rows.one(part == CardPart.COMMUNICATIONS ? rows.from("CommunicationEventType").where("communicationEventTypeId", id).cache()
                : rows.from("StatusItem").where("statusId", id).cache()).map(row -> String.valueOf(row.get("description", locale)));
    }
}
