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

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.CallHandling;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.directory.Peers;
import org.apache.ofbiz.asterisk.crm.directory.SeatRows;
import org.apache.ofbiz.asterisk.crm.journal.CallDispositions;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.asterisk.crm.phones.PagePhones;
import org.apache.ofbiz.asterisk.crm.phones.PhoneAccount;
import org.apache.ofbiz.asterisk.crm.phones.PhoneGateway;
import org.apache.ofbiz.asterisk.crm.quality.CallQuality;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about phones in pages (servicedef/services.xml). They wait for the PBX, so they hold no transaction. */
public final class PagePhoneServices {

    private static final String MODULE = PagePhoneServices.class.getName();
    /** Longer than an action may take. */
    private static final int LONGEST_WAIT_SECONDS = 10;
    private static final int LONGEST_CALL_ID = 100;

    private PagePhoneServices() {
    }

    /** Service openAsteriskPagePhone. */
    public static Map<String, Object> open(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            Person user = CallServices.user(dctx, context);
            PagePhones pagePhones = new PagePhones(dctx.getDelegator());
            Optional<Peer> phone = phone(dctx, context, user);
            Optional<PhoneGateway> gateway = phone.flatMap(own -> pagePhones.gateway(own.serverId())).filter(known -> known.host().isPresent());
            if (phone.isEmpty() || gateway.isEmpty()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.NOT_YOUR_EXTENSION, Objects.toString(context.get("peerId"), "")));
            }
            Optional<String> fixed = pagePhones.password(phone.get().peerId());
            String password = gateway.get().dailyPasswords() ? PhoneAccount.newPassword() : fixed.orElse("");
            if (gateway.get().dailyPasswords()) {
                Optional<Refusal> refused = store(dctx, phone.get(), password);
                if (refused.isPresent()) {
                    return CallServices.refused(context, refused.get());
                }
            }
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("account", PhoneAccount.of(phone.get(), gateway.get(), password, user.userLoginId(), Instant.now()).fields());
            return result;
        });
    }

    /** Service leaveAsteriskPagePhone. */
    public static Map<String, Object> leave(DispatchContext dctx, Map<String, ? extends Object> context) {
        return ofCall(dctx, context, CallHandling::phoneGone);
    }

    /** Service takeUpAsteriskPagePhone. */
    public static Map<String, Object> takeUp(DispatchContext dctx, Map<String, ? extends Object> context) {
        return ofCall(dctx, context, (handling, phone, user) -> handling.phoneBack(phone, user, "Y".equals(context.get("inCall"))));
    }

    /** Service keepAsteriskCallQuality. It counts on the call's part, which the call distributor or the call's rows tell. */
    public static Map<String, Object> keepQuality(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).id("peerId").longest(LONGEST_CALL_ID, "callId");
        CallQuality.MEASURES.forEach((name, bounds) -> check.required(name).number(name, bounds.get(0), bounds.get(1)));
        return CallServices.checked(check.problems(), () -> {
            Person user = CallServices.user(dctx, context);
            Optional<Peer> phone = phone(dctx, context, user);
            Optional<String> callId = CallServices.text(context, "callId").filter(named -> phone.isPresent()
                    && named.startsWith(phone.get().serverId() + ':')).flatMap(named -> ownCall(dctx, named, user));
            if (callId.isEmpty()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.CALL_UNKNOWN, ""));
            }
            Map<String, Long> measured = new HashMap<>();
            CallQuality.MEASURES.keySet().forEach(name -> measured.put(name, (Long) check.values().get(name)));
            try {
                boolean kept = new CallQuality(dctx.getDelegator()).keep(PhoneCallRows.idOf(callId.get()), phone.get().peerId(), user.partyId(),
                        measured, Instant.now());
                return kept ? ServiceUtil.returnSuccess() : CallServices.refused(context, new Refusal(Refusal.Code.FAILED, ""));
            } catch (GenericEntityException e) {
                Debug.logError(e, "Couldn't keep the quality of call " + callId.get(), MODULE);
                return CallServices.refused(context, new Refusal(Refusal.Code.FAILED, ""));
            }
        });
    }

    /** The call under its name of now, where the user has or had a part in it. */
    private static Optional<String> ownCall(DispatchContext dctx, String named, Person user) {
        Optional<CallControl.Part> part = CallCenter.of(dctx.getDelegator()).map(center -> center.distributor().part(named, user));
        String callId = part.map(CallControl.Part::callId).orElse(named);
        CallDispositions calls = new CallDispositions(dctx.getDispatcher(), Clock.systemUTC());
        boolean own = part.filter(CallControl.Part::takesPart).isPresent()
                || calls.call(PhoneCallRows.idOf(callId)).filter(call -> calls.tookPart(call, user)).isPresent();
        return Optional.of(callId).filter(any -> own);
    }

    /** What becomes of the call at a phone. */
    private interface OfCall {
        CompletionStage<Optional<String>> of(CallHandling handling, Peer phone, Person user);
    }

    private static Map<String, Object> ofCall(DispatchContext dctx, Map<String, ? extends Object> context, OfCall what) {
        return CallServices.checked(InputCheck.of(context).id("peerId").yesOrNo("inCall").problems(), () -> {
            Person user = CallServices.user(dctx, context);
            Optional<Peer> phone = phone(dctx, context, user);
            if (phone.isEmpty()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.NOT_YOUR_EXTENSION, Objects.toString(context.get("peerId"), "")));
            }
            Map<String, Object> result = ServiceUtil.returnSuccess();
            CallCenter.of(dctx.getDelegator()).flatMap(center -> ControlServices.wait(what.of(center.distributor().handling(), phone.get(), user)))
                    .flatMap(callId -> callId).ifPresent(callId -> result.put("callId", callId));
            return result;
        });
    }

    /** The phone in a page that is meant, where it is one of the user's: who sits at a colleague's for a day doesn't get its password. */
    private static Optional<Peer> phone(DispatchContext dctx, Map<String, ? extends Object> context, Person user) {
        SeatRows seats = new SeatRows(dctx.getDelegator());
        return new PagePhones(dctx.getDelegator()).among(new Peers(dctx.getDelegator()).extensionsOf(user)).stream()
                .filter(own -> own.peerId().equals(context.get("peerId")) && !seats.isOfAnother(user, own)).findFirst();
    }

    private static Optional<Refusal> store(DispatchContext dctx, Peer phone, String password) {
        Optional<ConfigCommands> pbx = CallCenter.of(dctx.getDelegator()).flatMap(callCenter -> callCenter.links().config(phone.serverId()));
        if (pbx.isEmpty()) {
            return Optional.of(new Refusal(Refusal.Code.PBX_AWAY, phone.serverId()));
        }
        PbxCommands.Result stored = wait(pbx.get().store(PhoneAccount.FAMILY, phone.name(), PhoneAccount.stored(phone.name(), password)));
        return stored.failure().map(failure -> Refusal.of(failure, phone.name()));
    }

    private static PbxCommands.Result wait(CompletionStage<PbxCommands.Result> answer) {
        try {
            return answer.toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Debug.logError(e, "The PBX didn't respond", MODULE);
        }
        return PbxCommands.Result.failed(PbxCommands.Failure.Kind.PBX_AWAY, "");
    }
}
