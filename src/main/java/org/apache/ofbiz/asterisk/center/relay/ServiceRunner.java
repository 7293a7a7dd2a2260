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
package org.apache.ofbiz.asterisk.center.relay;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceAuthException;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.service.ServiceValidationException;

/**
 * Runs services for users of other nodes, a few that are about calls and no others. Of the user, the other node names the login; the service's
 * definition checks the permission here, as ever. Stateless.
 */
final class ServiceRunner {

    static final Set<String> SERVICES = Set.of("originateCall", "claimCall", "redirectCall", "hangupCall", "controlCall", "setAsteriskAgentState",
            "setAsteriskAgentExtension", "setAsteriskAgentPlace", "extendAsteriskWrapUp", "endAsteriskWrapUp",
            "saveCallWriteUp", "superviseAsteriskAgent", "superviseAsteriskCall", "messageAsteriskAgent", "findAsteriskCalls",
            "findAsteriskAgents");

    private static final String MODULE = ServiceRunner.class.getName();
    private static final Set<String> TOLD = Set.of("callId", "space");
    private static final String CODE = "refusalCode";

    private final LocalDispatcher dispatcher;

    ServiceRunner(LocalDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** @return what the service answered, as fields of a frame */
    Map<String, String> run(Frame ask) {
        String service = ask.get(Frame.SERVICE);
        Optional<GenericValue> login = Rows.one(new Rows(dispatcher.getDelegator()).from("UserLogin").where("userLoginId", ask.get(Frame.USER)))
                .filter(row -> !"N".equals(row.getString("enabled")));
        if (login.isEmpty() || !SERVICES.contains(service)) {
            return refused(Refusal.Code.NOT_PERMITTED, service);
        }
        Map<String, Object> context = new HashMap<>();
        ask.fields().forEach((name, value) -> {
            if (name.startsWith(Frame.ATTRIBUTE)) {
                context.put(name.substring(Frame.ATTRIBUTE.length()), value);
            }
        });
        context.put("userLogin", login.get());
        context.put("locale", Locale.forLanguageTag(ask.get(Frame.LOCALE)));
        try {
            return told(dispatcher.runSync(service, context));
        } catch (ServiceAuthException e) {
            return failed(service, e, Refusal.Code.NOT_PERMITTED);
        } catch (ServiceValidationException e) {
            return failed(service, e, Refusal.Code.VALUE_REFUSED);
        } catch (GenericServiceException e) {
            return failed(service, e, Refusal.Code.FAILED);
        } catch (RuntimeException e) { // the node that asks would wait for an answer in vain
            Debug.logError(e, service + " failed for another OFBiz node", MODULE);
            return refused(Refusal.Code.FAILED, service);
        }
    }

    private static Map<String, String> told(Map<String, Object> result) {
        if (!ServiceUtil.isSuccess(result)) {
            return refused(Refusal.Code.valueOf(String.valueOf(result.getOrDefault(CODE, Refusal.Code.FAILED))), ServiceUtil.getErrorMessage(result));
        }
        Map<String, String> fields = new HashMap<>();
        TOLD.forEach(name -> Optional.ofNullable(result.get(name)).ifPresent(value -> fields.put(Frame.ATTRIBUTE + name, value.toString())));
        NodeAnswers.LISTS.forEach(name -> Optional.ofNullable(result.get(name))
                .ifPresent(list -> fields.put(Frame.ATTRIBUTE + name, NodeAnswers.text(list))));
        return fields;
    }

    private static Map<String, String> failed(String service, Exception why, Refusal.Code code) {
        Debug.logWarning(service + " was rejected: " + why.getMessage(), MODULE);
        return refused(code, Optional.ofNullable(why.getMessage()).orElse(service));
    }

    private static Map<String, String> refused(Refusal.Code code, String message) {
        return Map.of(Frame.CODE, code.name(), Frame.TEXT, message);
    }
}
