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
package org.apache.ofbiz.asterisk.crm.hooks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ServiceUtil;
import org.junit.jupiter.api.Test;

/** What happens when attached services fail or stand still. */
class CallHooksTest {

    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    void whatFailsIsCountedAndTheNextOneRuns() {
        CallHooks hooks = new CallHooks(turn -> {
            ran.add(turn.phoneCallId());
            if (turn.phoneCallId().equals("throws")) {
                throw new GenericServiceException("on purpose");
            }
            return turn.phoneCallId().equals("errs") ? ServiceUtil.returnError("on purpose") : ServiceUtil.returnSuccess();
        }, kind -> true, 10);

        hooks.accept(List.of(turn("throws"), turn("errs"), turn("works")));
        hooks.close();

        assertThat(ran, contains("throws", "errs", "works"));
        assertThat(hooks.figures(), is(new CallHooks.Figures(0, 2, 0)));
    }

    @Test
    void whatStandsStillHoldsUpNobodyAndWhatDoesNotFitIsCounted() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CallHooks hooks = new CallHooks(turn -> {
            running.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ServiceUtil.returnSuccess();
        }, kind -> true, 3);
        hooks.accept(List.of(turn("first")));
        running.await();

        IntStream.range(0, 5).forEach(i -> hooks.accept(List.of(turn("next" + i))));

        assertThat(hooks.figures(), is(new CallHooks.Figures(3, 0, 2)));
        release.countDown();
        hooks.close();
        assertThat(hooks.figures(), is(new CallHooks.Figures(0, 0, 2)));
    }

    @Test
    void turnsThatNobodyFollowsAreNotRun() {
        CallHooks hooks = new CallHooks(turn -> {
            ran.add(turn.kind().name());
            return ServiceUtil.returnSuccess();
        }, kind -> kind == CallHookEvent.Kind.MISSED, 10);

        hooks.accept(List.of(turn("call"), CallHookEvent.of(CallHookEvent.Kind.MISSED, "call")));
        hooks.close();

        assertThat(ran, contains("MISSED"));
    }

    private static CallHookEvent turn(String phoneCallId) {
        return new CallHookEvent(CallHookEvent.Kind.ENDED, phoneCallId, Map.of());
    }
}
