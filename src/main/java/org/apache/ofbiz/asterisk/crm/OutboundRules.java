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
package org.apache.ofbiz.asterisk.crm;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal.Code;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityOperator;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.security.Security;

/**
 * Who may call which numbers. Emergency numbers: everybody, always. Else the admin's rule with the longest prefix that fits decides.
 * Where none fits, premium-rate numbers and those of other countries need a permission. Thread-safe.
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
                prefixes -> Rows.list(rows.from("AsteriskOutboundRule")
                        .where(EntityCondition.makeCondition("numberPrefix", EntityOperator.IN, prefixes)))
                        .stream().map(OutboundRules::rule).toList(), (user, permission) ->
                        isPermitted(delegator, security, user.userLoginId(), permission));
    }

    private static boolean isPermitted(Delegator delegator, Security security, String userLoginId, String permission) {
        Optional<GenericValue> login = Rows.one(EntityQuery.use(delegator).from("UserLogin").where("userLoginId", userLoginId));
        return login.filter(row -> permission.startsWith("_") ? security.hasEntityPermission("ASTERISK", permission, row)
                : security.hasPermission(permission, row) || security.hasPermission("ASTERISK_ADMIN", row)).isPresent();
    }

    private static Rule rule(GenericValue row) {
        return new Rule(row.getString("numberPrefix"), "ALLOW".equals(row.getString("ruleType")),
                PlainText.given(row.getString("permissionId")), Rows.text(row, "description"));
    }

    /**
     * One line of the admin's list.
     *
     * @param prefix     digits as they are dialled, or + and digits
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
     * @param dialled digits, perhaps with + before them
     */
    Optional<Refusal> refusal(Person user, String dialled, TelephoneNumbers reader) {
        if (reader.isEmergency(dialled)) {
            return Optional.empty();
        }
        Optional<String> e164 = reader.readingAsDialled(dialled);
        Optional<Rule> rule = rules.apply(prefixes(dialled, e164)).stream()
                .max(Comparator.comparingInt(Rule::digits).thenComparing(found -> !found.allows()));
        if (rule.isPresent()) {
            return decided(user, rule.get(), dialled);
        }
        if (e164.filter(number -> reader.isOfType(number, PhoneNumberType.PREMIUM_RATE)).isPresent() && !may.test(user, PREMIUM)) {
            return Optional.of(new Refusal(Code.PREMIUM_NOT_PERMITTED, dialled));
        }
        if (e164.filter(number -> !reader.isInRegion(number)).isPresent() && !may.test(user, INTERNATIONAL)) {
            return Optional.of(new Refusal(Code.INTERNATIONAL_NOT_PERMITTED, dialled));
        }
        return Optional.empty();
    }

    private Optional<Refusal> decided(Person user, Rule rule, String dialled) {
        if (!rule.allows()) {
            String why = rule.description().isEmpty() ? "" : " (" + rule.description() + ")";
            return Optional.of(new Refusal(Code.NUMBER_BLOCKED, rule.prefix() + why));
        }
        return rule.permission().filter(permission -> !may.test(user, permission))
                .map(permission -> new Refusal(Code.NUMBER_NEEDS_PERMISSION, permission));
    }

    /** Beginnings of the number as dialled, and of its E.164 form. */
    private static Set<String> prefixes(String dialled, Optional<String> e164) {
        Set<String> prefixes = new LinkedHashSet<>();
        for (String number : List.of(dialled, e164.orElse(""))) {
            IntStream.rangeClosed(number.startsWith("+") ? 2 : 1, number.length()).forEach(end -> prefixes.add(number.substring(0, end)));
        }
        return prefixes;
    }
}
