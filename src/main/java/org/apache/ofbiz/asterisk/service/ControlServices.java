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
package org.apache.ofbiz.asterisk.service;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ofbiz.asterisk.acd.CallCommand;
import org.apache.ofbiz.asterisk.acd.CallHandling.Handled;
import org.apache.ofbiz.asterisk.acd.CallHandling.ParkedCall;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.service.relay.HolderService;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services for calls that go on (servicedef/services.xml). Permissions are checked by their definitions. */
public final class ControlServices {

    private static final String MODULE = ControlServices.class.getName();
    /** Longer than look-ups and all steps of a command together. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private ControlServices() {
    }

    /** Service controlCall. */
    public static Map<String, Object> controlCall(DispatchContext dctx, Map<String, ? extends Object> context) {
        return HolderService.ofCall(dctx, context, "controlCall", () -> controlCallHere(dctx, context));
    }

    private static Map<String, Object> controlCallHere(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            String callId = (String) context.get("callId");
            Optional<CallCommand.Kind> kind = CallCommand.Kind.of((String) context.get("action"));
            if (kind.isEmpty()) {
                return CallServices.refused(context, new Refusal(Code.VALUE_REFUSED, "action"));
            }
            String field = kind.get() == CallCommand.Kind.KEYS ? "keys" : "target";
            Optional<CallCommand> command = CallCommand.of(callId, kind.get(), CallServices.text(context, field));
            if (command.isEmpty()) {
                return CallServices.refused(context, new Refusal(Code.VALUE_REFUSED, field));
            }
            Person user = CallServices.user(dctx, context);
            Handled handled = CallCenter.of(dctx.getDelegator())
                    .flatMap(center -> wait(center.distributor().handling().handle(command.get(), user)))
                    .orElseGet(() -> Handled.refused(callId, Code.PBX_AWAY, ""));
            if (handled.refusal().isPresent()) {
                return CallServices.refused(context, handled.refusal().get());
            }
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("callId", handled.callId());
            handled.space().ifPresent(space -> result.put("space", space));
            return result;
        });
    }

    /** Service findParkedCalls. */
    public static Map<String, Object> findParkedCalls(DispatchContext dctx, Map<String, ? extends Object> context) {
        Person user = CallServices.user(dctx, context);
        List<ParkedCall> parked = CallCenter.of(dctx.getDelegator()).flatMap(center -> wait(center.distributor().handling().parked(user)))
                .orElse(List.of());
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("calls", parked.stream().map(call -> Map.of("callId", call.callId(), "space", call.space(), "number", call.number(),
                "name", call.name(), "by", call.by(), "since", Timestamp.from(call.since()))).toList());
        return result;
    }

    static <T> Optional<T> wait(CompletionStage<T> answer) {
        try {
            return Optional.of(answer.toCompletableFuture().get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Debug.logError(e, "The call center didn't respond", MODULE);
        }
        return Optional.empty();
    }
}
