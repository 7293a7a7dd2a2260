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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.numbers.NumberClassifier.Classified;
import org.apache.ofbiz.asterisk.crm.numbers.NumberClassifier.Kind;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;

/**
 * Dialing rules. Emergency numbers: everybody, always. Else the admin's rule with the longest prefix that fits decides.
 * Where none fits, premium-rate numbers need a permission, and so do those of other countries and all of which nobody can tell where
 * they lead. Thread-safe.
 */
public final class OutboundRules {

    /** Permissions, without the ASTERISK before them; ASTERISK_ADMIN stands for both. */
    static final String PREMIUM = "_DIAL_PREMIUM";
    static final String INTERNATIONAL = "_DIAL_INTL";

    private final Function<Collection<String>, List<Rule>> rules;
    private final BiPredicate<Person, String> may;

    /**
     * @param rules those with one of these prefixes
     * @param may   whether this user has the permission of that name, or of ASTERISK and that name where it begins with _
     */
    OutboundRules(Function<Collection<String>, List<Rule>> rules, BiPredicate<Person, String> may) {
        this.rules = rules;
        this.may = may;
    }

    /** The rules and permissions in the database. */
    public static OutboundRules of(Delegator delegator, Security security) {
        Rows rows = new Rows(delegator);
        return new OutboundRules(
                prefixes -> Rows.list(rows.from("AsteriskOutboundRule").where(Rows.in("numberPrefix", prefixes)))
                        .stream().map(OutboundRules::rule).toList(), (user, permission) ->
                        isPermitted(delegator, security, user.userLoginId(), permission));
    }

    /** Whether the user has this permission now, or that of ASTERISK and its name where it begins with _; admins have each. */
    static boolean isPermitted(Delegator delegator, Security security, String userLoginId, String permission) {
        GenericValue login = delegator.makeValue("UserLogin", Map.of("userLoginId", userLoginId)); // permissions are those of the id
        return permission.startsWith("_") ? security.hasEntityPermission("ASTERISK", permission, login)
                : security.hasPermission(permission, login) || security.hasPermission("ASTERISK_ADMIN", login);
    }

    private static Rule rule(GenericValue row) {
        return new Rule(row.getString("numberPrefix"), "ALLOW".equals(row.getString("ruleType")),
                PlainText.given(row.getString("permissionId")), Rows.text(row, "description"));
    }

    /**
     * One line of the admin's list.
     *
     * @param prefix     digits as they are dialed, or + and digits
     * @param permission what the user needs where the rule allows; empty for nothing
     */
    record Rule(String prefix, boolean allows, Optional<String> permission, String description) {
        private int digits() {
            return TelephoneNumbers.digits(prefix).length();
        }
    }

    /**
     * Why this user may not call this number; empty where they may.
     *
     * @param suspected numbers that may be meant; a rule that blocks one of them blocks the call, none of them is allowed by a rule
     */
    Optional<Refusal> refusal(Person user, Classified dialled, List<String> suspected) {
        if (dialled.kind() == Kind.EMERGENCY) {
            return Optional.empty();
        }
        Set<String> certain = prefixes(Stream.concat(Stream.of(dialled.number()), dialled.e164().stream()));
        Set<String> all = new LinkedHashSet<>(certain);
        all.addAll(prefixes(suspected.stream()));
        Optional<Rule> rule = rules.apply(all).stream().filter(found -> !found.allows() || certain.contains(found.prefix()))
                .max(Comparator.comparingInt(Rule::digits).thenComparing(found -> !found.allows()));
        if (rule.isPresent()) {
            return decided(user, rule.get(), dialled.number());
        }
        if (dialled.premium() && !may.test(user, PREMIUM)) {
            return Optional.of(new Refusal(Code.PREMIUM_NOT_PERMITTED, dialled.number()));
        }
        boolean known = dialled.kind() != Kind.FOREIGN && dialled.kind() != Kind.UNKNOWN;
        return known || may.test(user, INTERNATIONAL) ? Optional.empty()
                : Optional.of(new Refusal(Code.INTERNATIONAL_NOT_PERMITTED, dialled.number()));
    }

    private Optional<Refusal> decided(Person user, Rule rule, String dialled) {
        if (!rule.allows()) {
            String why = rule.description().isEmpty() ? "" : " (" + rule.description() + ")";
            return Optional.of(new Refusal(Code.NUMBER_BLOCKED, rule.prefix() + why));
        }
        return rule.permission().filter(permission -> !may.test(user, permission))
                .map(permission -> new Refusal(Code.NUMBER_NEEDS_PERMISSION, permission));
    }

    /** Beginnings of these numbers. */
    private static Set<String> prefixes(Stream<String> numbers) {
        return numbers.flatMap(number -> IntStream.rangeClosed(number.startsWith("+") ? 2 : 1, number.length())
                .mapToObj(end -> number.substring(0, end))).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
