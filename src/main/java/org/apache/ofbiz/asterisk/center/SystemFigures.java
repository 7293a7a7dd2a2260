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
package org.apache.ofbiz.asterisk.center;

import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.center.actions.CallActions;
import org.apache.ofbiz.asterisk.crm.hooks.CallHooks;
import org.apache.ofbiz.asterisk.crm.journal.CallJournal;
import org.apache.ofbiz.asterisk.crm.telephony.DialLimits;
import org.apache.ofbiz.asterisk.health.SystemMetrics;
import org.apache.ofbiz.asterisk.push.PushHub;

/** What is measured besides the connections to PBX servers. */
record SystemFigures(CallJournal journal, CallHooks hooks, NumberMetrics numbers, PushHub push, CallDistributor distributor, DialLimits limits,
                     WorkerPools workers, CallActions actions) {

    /** @param counted whether phone numbers are counted, in the database */
    SystemMetrics with(SystemMetrics.Versions versions, boolean counted) {
        return new SystemMetrics(true,
                Optional.of(new SystemMetrics.Journal(journal.waiting(), journal.lost(), journal.queue().refused(), journal.queue().bytes(),
                        journal.databaseAnswers(), journal.queue().problem())),
                Optional.of(hooks.figures()), counted ? numbers.get() : Optional.empty(),
                Optional.of(new SystemMetrics.Push(push.size(), push.slowClosed(), push.popTimes().summary())),
                Optional.of(distributor.openClaims()), Optional.of(limits.usersStopped()), Optional.of(workers.figures()),
                Optional.of(actions.figures()), versions);
    }
}
