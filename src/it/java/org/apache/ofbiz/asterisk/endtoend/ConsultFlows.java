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
package org.apache.ofbiz.asterisk.endtoend;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Set;
import org.apache.ofbiz.asterisk.fixture.Await;

/** What becomes of consultations on a real PBX. What is asserted is what the PBX shows. */
final class ConsultFlows {

    private ConsultFlows() {
    }

    /** The phone of the target rings until the agent resumes the call: then it is silent, and the customer is back. */
    static void isCanceledWhile(InCallSide side, String customer, String target) {
        String call = side.talks(customer);
        assertThat(side.does(1001, call, "CONSULT", target), is("done"));
        Await.untilTrue(() -> side.shown().size() == 3, () -> target + " doesn't ring: " + side.shown());

        assertThat(side.does(1001, call, "RESUME"), is("done"));

        side.awaitTogether(Set.of("trunk", "1001"));
        Await.untilTrue(() -> side.shown().size() == 2, () -> target + " still rings: " + side.shown());
        assertThat(side.does(1001, call, "HANG_UP"), is("done"));
        side.awaitNobody();
    }
}
