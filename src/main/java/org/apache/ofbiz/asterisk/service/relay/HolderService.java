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
package org.apache.ofbiz.asterisk.service.relay;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.relay.ServiceAnswer;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** A service that the node runs which has the call, or the calls of the user. Stateless. */
public final class HolderService {

    private static final String MODULE = HolderService.class.getName();

    private HolderService() {
    }

    /**
     * Runs it there, or here, where that is this node or no other can be reached.
     *
     * @param service name
     * @param here    what it does here
     */
    public static Map<String, Object> run(DispatchContext dctx, Map<String, ? extends Object> context, String service,
            Supplier<Map<String, Object>> here) {
        return run(dctx, context, service, Optional.empty(), here);
    }

    /** As {@link #run}, of a call that is named; refused where another node has it that can't be reached. */
    public static Map<String, Object> ofCall(DispatchContext dctx, Map<String, ? extends Object> context, String service,
            Supplier<Map<String, Object>> here) {
        return run(dctx, context, service, () -> unlessElsewhere(dctx, context, center -> NodePlaces.ofCall(center,
                Objects.toString(context.get("callId"), "")), here));
    }

    /**
     * As {@link #run}, of an agent; refused where another node has the agent's calls that can't be reached. An agent whom a browser has brought here
     * is here.
     *
     * @param whose login of the agent; empty for the one who asks
     */
    public static Map<String, Object> ofAgent(DispatchContext dctx, Map<String, ? extends Object> context, String service, Optional<String> whose,
            Supplier<Map<String, Object>> here) {
        return run(dctx, context, service, whose, () -> unlessElsewhere(dctx, context, center -> whose
                .or(() -> context.get("userLogin") instanceof GenericValue login ? Optional.of(login.getString("userLoginId")) : Optional.empty())
                .filter(agent -> NodePlaces.ofAgent(center, agent)).isPresent(), here));
    }

    private static Map<String, Object> unlessElsewhere(DispatchContext dctx, Map<String, ? extends Object> context, Predicate<CallCenter> elsewhere,
            Supplier<Map<String, Object>> here) {
        return CallCenter.of(dctx.getDelegator()).filter(elsewhere).isPresent()
                ? result(new ServiceAnswer(Map.of(), Optional.of(Refusal.Code.NODE_AWAY.name()), ""), UtilMisc.ensureLocale(context.get("locale")))
                : here.get();
    }

    /**
     * Runs it where the calls of another user are, or here.
     *
     * @param whose login of that user; empty for the one who asks
     */
    public static Map<String, Object> run(DispatchContext dctx, Map<String, ? extends Object> context, String service, Optional<String> whose,
            Supplier<Map<String, Object>> here) {
        Optional<CallCenter> running = CallCenter.of(dctx.getDelegator());
        if (running.isEmpty() || !(context.get("userLogin") instanceof GenericValue login)) {
            return here.get();
        }
        Locale locale = UtilMisc.ensureLocale(context.get("locale"));
        return running.get().relays().flatMap(others -> others.services().ask(service, login.getString("userLoginId"),
                whose.orElseGet(() -> login.getString("userLoginId")), texts(context), locale))
                .map(answer -> result(wait(answer), locale)).orElseGet(here);
    }

    private static Map<String, String> texts(Map<String, ? extends Object> context) {
        Map<String, String> texts = new HashMap<>();
        context.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    private static Map<String, Object> result(ServiceAnswer answer, Locale locale) {
        if (answer.refusal().isEmpty()) {
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.putAll(answer.attributes());
            return result;
        }
        String code = answer.refusal().get();
        String label = Refusal.Code.NOT_DONE.name().equals(code) ? "AsteriskNodeUnanswered" : "AsteriskRefusal_" + code;
        Map<String, Object> result = ServiceUtil.returnError(answer.message().isEmpty()
                ? UtilProperties.getMessage("AsteriskUiLabels", label, locale) : answer.message());
        result.put("refusalCode", code);
        return result;
    }

    /** It ends in time: the request has a timeout. */
    private static ServiceAnswer wait(CompletionStage<ServiceAnswer> asked) {
        try {
            return asked.toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            Debug.logError(e, "Another OFBiz node couldn't be asked", MODULE);
        }
        return new ServiceAnswer(Map.of(), Optional.of(Refusal.Code.FAILED.name()), "");
    }
}
