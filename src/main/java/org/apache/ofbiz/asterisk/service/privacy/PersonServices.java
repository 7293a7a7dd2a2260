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
package org.apache.ofbiz.asterisk.service.privacy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.privacy.ForgottenPersons;
import org.apache.ofbiz.asterisk.crm.privacy.LegalHolds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailMessage;
import org.apache.ofbiz.asterisk.service.voicemail.Removals;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** Services about the data of a person (servicedef/services.xml). Permissions are checked by their definitions. */
public final class PersonServices {

    private static final String MODULE = PersonServices.class.getName();
    private static final String PARTY = "partyId";
    private static final String NUMBER = "number";
    private static final int LONGEST_NUMBER = 60;
    private static final Duration SAVED_WITHIN = Duration.ofSeconds(5);

    private PersonServices() {
    }

    /** Service findAsteriskPersonData. */
    public static Map<String, Object> find(DispatchContext dctx, Map<String, ? extends Object> context) {
        ForgottenPersons persons = persons(dctx);
        InputCheck check = subject(dctx, context, persons);
        if (check.failed()) {
            return check.refusal();
        }
        try {
            ForgottenPersons.Kept kept = persons.look(subject(context));
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("counts", kept.counts());
            result.put("sharedCount", (long) kept.shared());
            result.put("voicemailCount", (long) kept.voicemail().size());
            result.put("exportText", kept.file());
            result.put("recordings", kept.calls().stream().flatMap(call -> persons.recordings(call).stream().map(contentId ->
                    Map.of("phoneCallId", call.getString("phoneCallId"), "contentId", contentId))).toList());
            return result;
        } catch (IOException | RuntimeException e) {
            Debug.logError(e, "Couldn't find the data of a person", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    /** Service forgetAsteriskPerson. */
    public static Map<String, Object> forget(DispatchContext dctx, Map<String, ? extends Object> context) {
        ForgottenPersons persons = persons(dctx);
        InputCheck check = subject(dctx, context, persons).yesOrNo("callsDeleted", "contactErased", "confirmed")
                .number("shownCount", 0, Integer.MAX_VALUE);
        given(context, PARTY).filter(id -> !check.failed() && new LegalHolds(dctx.getDelegator()).holdParty(id))
                .ifPresent(id -> check.refuse(PARTY, "AsteriskForgetHeld", Map.of()));
        if (!check.failed() && !"Y".equals(context.get("confirmed"))) {
            check.refuse("AsteriskForgetUnconfirmed", Map.of());
        }
        if (check.failed()) {
            return check.refusal();
        }
        Optional<CallCenter> center = CallCenter.of(dctx.getDelegator());
        center.ifPresent(running -> running.journal().awaitLeftOver(SAVED_WITHIN));
        String user = ((GenericValue) context.get("userLogin")).getString("userLoginId");
        try (Removals removals = Removals.by(user, dctx.getDelegator(), Locale.ENGLISH)) {
            ForgottenPersons.Subject subject = subject(context);
            Object shown = check.values().get("shownCount");
            if (shown instanceof Long count && !count.equals(persons.look(subject).counts().get("callCount"))) {
                return check.refuse("AsteriskForgetChanged", Map.of()).refusal();
            }
            ForgottenPersons.Extent extent = new ForgottenPersons.Extent("Y".equals(context.get("callsDeleted")),
                    "Y".equals(context.get("contactErased")));
            String id = persons.forget(subject, extent, user, new OutsideOfRows(center, removals));
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("erasureId", id);
            return result;
        } catch (IOException | GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't forget a person", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }

    /** Forgets what is in memory, in the journal and on the PBX. */
    private record OutsideOfRows(Optional<CallCenter> center, Removals removals) implements ForgottenPersons.Elsewhere {

        @Override
        public long forget(Predicate<String> about) throws IOException {
            if (center.isEmpty()) {
                return 0;
            }
            center.get().callersChanged();
            center.get().journal().queue().forget(about);
            return center.get().journal().waiting();
        }

        @Override
        public Optional<String> remove(VoicemailBox box, VoicemailMessage message) {
            return removals.remove(box, message);
        }
    }

    private static ForgottenPersons persons(DispatchContext dctx) {
        return new ForgottenPersons(dctx.getDispatcher(), CallCenter.settings(dctx.getDelegator()), Clock.systemUTC());
    }

    private static InputCheck subject(DispatchContext dctx, Map<String, ? extends Object> context, ForgottenPersons persons) {
        Rows rows = new Rows(dctx.getDelegator());
        InputCheck check = InputCheck.of(context).id(PARTY).longest(LONGEST_NUMBER, NUMBER);
        Optional<String> party = given(context, PARTY);
        Optional<String> number = given(context, NUMBER);
        if (party.isPresent() == number.isPresent()) {
            return check.refuse("AsteriskForgetWhom", Map.of());
        }
        party.ifPresent(id -> check.known(PARTY, () -> Rows.one(rows.from("Party").where(PARTY, id))));
        if (!check.failed() && party.filter(persons::isColleague).isPresent()) {
            check.refuse(PARTY, "AsteriskForgetColleague", Map.of());
        }
        if (!check.failed() && number.filter(text -> !persons.isNumber(text)).isPresent()) {
            check.refused(NUMBER, "AsteriskForgetNoNumber");
        }
        return check;
    }

    private static ForgottenPersons.Subject subject(Map<String, ? extends Object> context) {
        return new ForgottenPersons.Subject(given(context, PARTY), given(context, NUMBER).orElse(""));
    }

    private static Optional<String> given(Map<String, ? extends Object> context, String field) {
        return PlainText.given((String) context.get(field));
    }
}
