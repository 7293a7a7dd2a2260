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
package org.apache.ofbiz.embedded.pbx;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The dialplan as ShowDialPlan tells it; what it does is in {@link IncomingCall} and {@link OutgoingCall}. */
final class SimulatedDialplan {

    /** @param numbers the extensions that Asterisk's pattern fits */
    private record Step(String context, String pattern, Pattern numbers, int priority, String application, String data) {
    }

    private static final List<Step> STEPS = List.of(
            step("internal", "_1XXX", "1\\d{3}", 1, "Dial", "PJSIP/${EXTEN},20"),
            step("internal", "_1XXX", "1\\d{3}", 2, "Hangup", ""),
            step("outbound", "_[+0-9]!", "[+0-9].*", 1, "Dial", "PJSIP/${EXTEN}@trunk,30"),
            step("outbound", "_[+0-9]!", "[+0-9].*", 2, "Hangup", ""),
            step("from-trunk", "5000", "5000", 1, "Answer", ""),
            step("from-trunk", "5000", "5000", 2, "UserEvent", "InboundWaiting,Did: ${EXTEN},Caller: ${CALLERID(num)}"),
            step("from-trunk", "5000", "5000", 3, "Goto", "waiting,s,1"),
            step("waiting", "s", "s", 1, "MusicOnHold", "default,300"),
            step("waiting", "s", "s", 2, "Hangup", ""),
            step("claim", "_1XXX", "1\\d{3}", 1, "MixMonitor", "${RECORDINGS}/${UNIQUEID}.wav,b"),
            step("claim", "_1XXX", "1\\d{3}", 2, "Dial", "PJSIP/${EXTEN},${CLAIM_RING_SECONDS}"),
            step("claim", "_1XXX", "1\\d{3}", 3, "StopMixMonitor", ""),
            step("claim", "_1XXX", "1\\d{3}", 4, "Goto", "waiting,s,1"));

    private SimulatedDialplan() {
    }

    private static Step step(String context, String pattern, String numbers, int priority, String application, String data) {
        return new Step(context, pattern, Pattern.compile(numbers), priority, application, data);
    }

    /** @param context empty for any */
    static boolean hasContext(String context) {
        return context.isEmpty() || STEPS.stream().anyMatch(step -> step.context.equals(context));
    }

    /**
     * @param context   empty for the whole dialplan
     * @param extension empty for the whole context
     * @param item      begins an event of the answer
     */
    static List<PbxMessage> show(String context, String extension, Supplier<PbxMessage> item) {
        return STEPS.stream().filter(step -> context.isEmpty() || step.context.equals(context))
                .filter(step -> extension.isEmpty() || step.numbers.matcher(extension).matches())
                .map(step -> item.get().with("Context", step.context).with("Extension", step.pattern).with("Priority", step.priority)
                        .with("Application", step.application).with("AppData", step.data).with("Registrar", "pbx_config"))
                .toList();
    }
}
