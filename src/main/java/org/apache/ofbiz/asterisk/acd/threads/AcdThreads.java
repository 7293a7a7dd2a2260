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
package org.apache.ofbiz.asterisk.acd.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * On which threads the call distributor works: what users ask never holds up who is offered a call, nor either of them the telling.
 *
 * @param workers  for what the call distributor looks up: who calls, who may be offered the call, what is kept of agents
 * @param requests for what users ask, each within their share
 * @param telling  for its listeners
 * @param timers   for what is due later; nothing that blocks is run on it
 */
public record AcdThreads(Executor workers, FairShareExecutor requests, Executor telling, ScheduledExecutorService timers) {

    /** All on one executor: for tests and measurements of other things. */
    public static AcdThreads of(Executor all, ScheduledExecutorService timers) {
        return new AcdThreads(all, new FairShareExecutor(all, Integer.MAX_VALUE, 0), all, timers);
    }
}
