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
package org.apache.ofbiz.asterisk.crm.callbacks;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Customers who ask to be called back by a group. Nobody is called by a request: an agent calls, within the dialing rules. Thread-safe.
 */
public final class CallbackWishes {

    /** Open callbacks of a group, beyond which nobody can ask for more: a form or a dialplan may be flooded. */
    public static final int MOST = 1_000;
    private static final String MODULE = CallbackWishes.class.getName();

    private final Rows rows;
    private final Settings settings;
    private final CallbackTasks tasks;
    private final Clock clock;
    private final BiConsumer<Set<String>, Set<String>> changed;

    /** @param changed told after each request: the groups and the parties that the callback belongs to */
    public CallbackWishes(Delegator delegator, Settings settings, Clock clock, BiConsumer<Set<String>, Set<String>> changed) {
        this.rows = new Rows(delegator);
        this.settings = settings;
        this.tasks = new CallbackTasks(delegator);
        this.clock = clock;
        this.changed = changed;
    }

    /**
     * What a customer wants.
     *
     * @param number  in any format
     * @param name    as they gave it; may be empty
     * @param partyId of the customer, where known
     * @param due     when to call; empty for as soon as possible
     */
    public record Wish(String groupId, String number, String name, Optional<String> partyId, Optional<Instant> due) {
    }

    /** Either the callback or why there is none. @param taskId callbackTaskId; empty where refused */
    public record Answer(String taskId, Optional<Refusal> refusal) {
        private static Answer refused(Code code, String detail) {
            return new Answer("", Optional.of(new Refusal(code, detail)));
        }
    }

    /** Asks for a callback. Who asks twice has one. */
    public Answer ask(Wish wish) {
        String number = DialText.number(wish.number());
        TelephoneNumbers numbers = TelephoneNumbers.of(rows.delegator(), settings);
        if (!CallbackKey.isOfCustomer(number)) {
            return Answer.refused(Code.NUMBER_INVALID, wish.number());
        }
        Optional<GenericValue> group = Rows.one(rows.from("CallCenterGroup").where("callCenterGroupId", wish.groupId()));
        if (group.isEmpty() || "N".equals(group.get().getString("enabled"))) {
            return Answer.refused(Code.GROUP_DISABLED, group.map(row -> Rows.text(row, "groupName")).orElse(wish.groupId()));
        }
        CallbackOwner owner = CallbackOwner.group(wish.groupId());
        String key = CallbackKey.of(number, numbers).orElseThrow();
        if (tasks.openTask(owner, key).isEmpty() && tasks.openOf(wish.groupId()) >= MOST) {
            return Answer.refused(Code.TOO_MANY_REQUESTS, "");
        }
        return stored(owner, new CallbackTasks.Customer(key, number, wish.name(), wish.partyId()), wish);
    }

    private Answer stored(CallbackOwner owner, CallbackTasks.Customer customer, Wish wish) {
        try {
            String taskId = tasks.requested(owner, customer, wish.due(), clock.instant());
            changed.accept(Set.of(wish.groupId()), Set.of());
            return new Answer(taskId, Optional.empty());
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't store a callback for group " + wish.groupId(), MODULE);
            return Answer.refused(Code.FAILED, "");
        }
    }
}
