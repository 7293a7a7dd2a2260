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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several create the row of one call at the same moment: it is there once, and nobody's transaction is lost. */
@Tag("embedded")
class SameCallTwiceIT {

    private static final int CALLS = 1_000;

    @TempDir
    private static Path folder;
    private static Host host;

    @BeforeAll
    static void start() throws IOException {
        host = Host.start(folder.resolve("data"), Host::noPbx);
        host.database().create("AsteriskServer", Map.of("serverId", "PBX", "enabled", "N"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @Test
    void twoThreadsAndTwoServicesCreateTheSameCallAThousandTimes() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> done = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                done.add(threads.submit(each(together, SameCallTwiceIT::createInATransaction)));
                done.add(threads.submit(each(together, SameCallTwiceIT::writeUp)));
            }
            for (Future<List<String>> problems : done) {
                assertThat(problems.get(120, TimeUnit.SECONDS), is(empty()));
            }
        } finally {
            threads.shutdownNow();
        }
        List<GenericValue> rows = host.database().rows("PhoneCall", "serverId", "PBX");
        assertThat(rows, hasSize(CALLS));
        Set<String> names = rows.stream().map(row -> row.getString("linkedId")).collect(Collectors.toSet());
        assertThat(names, hasSize(CALLS));
        assertThat("written by services", rows.stream().filter(row -> !"Kept".equals(row.getString("subject"))).toList(), is(empty()));
        assertThat("written in transactions", rows.stream().filter(row -> row.getLong("hangupCause") == null).toList(), is(empty()));
    }

    @Test
    void whoIsRefusedLosesItsOwnTransactionAsInOfbiz() throws GenericEntityException {
        GenericValue row = host.delegator().makeValue("PhoneCall", Map.of("phoneCallId", "TWICE", "serverId", "PBX", "linkedId", "twice"));
        host.delegator().create(row);
        boolean began = TransactionUtil.begin();
        String refused = "";
        try {
            host.delegator().create(row);
        } catch (GenericEntityException e) {
            refused = "refused";
        }
        assertThat(refused, is("refused"));
        assertThat(TransactionUtil.getStatus(), is(TransactionUtil.STATUS_MARKED_ROLLBACK));
        TransactionUtil.rollback(began, "as intended", null);
        host.delegator().removeByAnd("PhoneCall", Map.of("phoneCallId", "TWICE"));
    }

    /** Does something with each call, all threads with the same one at the same moment. */
    private static Callable<List<String>> each(CyclicBarrier together, Action action) {
        return () -> {
            List<String> problems = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                together.await(60, TimeUnit.SECONDS);
                try {
                    action.on("same" + i);
                } catch (GenericEntityException | RuntimeException e) {
                    problems.add(i + ": " + e);
                }
            }
            return problems;
        };
    }

    @FunctionalInterface
    private interface Action {
        void on(String linkedId) throws GenericEntityException;
    }

    private static void createInATransaction(String linkedId) throws GenericEntityException {
        boolean began = TransactionUtil.begin();
        try {
            GenericValue row = PhoneCallRows.findOrCreate(new Rows(host.delegator()), "PBX", linkedId);
            PhoneCallRows.change(host.delegator(), row.getString("phoneCallId"), Map.of("hangupCause", 16L));
            TransactionUtil.commit(began);
        } catch (GenericEntityException | RuntimeException e) {
            TransactionUtil.rollback(began, linkedId, e);
            throw e;
        }
    }

    /** What the service saveCallWriteUp does once it knows that the user may. */
    private static void writeUp(String linkedId) throws GenericEntityException {
        new CallDispositions(host.dispatcher(), Clock.systemUTC()).write("PBX:" + linkedId, Map.of("subject", "Kept"), "agent1001");
    }
}
