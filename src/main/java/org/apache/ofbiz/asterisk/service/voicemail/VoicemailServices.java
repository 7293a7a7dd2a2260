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
package org.apache.ofbiz.asterisk.service.voicemail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.voicemail.MessageCount;
import org.apache.ofbiz.asterisk.call.voicemail.MessageFolder;
import org.apache.ofbiz.asterisk.call.voicemail.VoicemailCommands;
import org.apache.ofbiz.asterisk.call.voicemail.VoicemailCommands.Support;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.privacy.OldMessages;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.voicemail.MailboxNames;
import org.apache.ofbiz.asterisk.crm.voicemail.Voicemail;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailLog;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailMessage;
import org.apache.ofbiz.asterisk.service.CallServices;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about voicemail (servicedef/services.xml). Their definitions check permissions, and each asks here whose mailbox it is. */
public final class VoicemailServices {

    private static final int LONGEST_ID = 80;
    private static final long KEPT_DAYS = 30;
    private static final long MOST_DAYS = 36_500;
    private static final List<String> CHANGES = List.of("HEARD", "DELETED", "RESTORED");

    private VoicemailServices() {
    }

    /** Service findAsteriskVoicemail. */
    public static Map<String, Object> findAsteriskVoicemail(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            Voicemail voicemail = voicemail(dctx.getDelegator());
            VoicemailPbx pbx = new VoicemailPbx(dctx.getDelegator());
            List<Map<String, Object>> boxes = new ArrayList<>();
            List<Map<String, Object>> messages = new ArrayList<>();
            long fresh = 0;
            Person user = CallServices.user(dctx, context);
            for (VoicemailBox box : voicemail.boxes(user)) {
                Optional<List<Map<String, Object>>> readable = voicemail.messages(box, user);
                Optional<MessageCount> count = pbx.ask(box, commands -> commands.count(box.mailbox())).flatMap(told -> told);
                Support support = readable.isEmpty() ? Support.UNKNOWN : pbx.ask(box, VoicemailCommands::support).orElse(Support.UNKNOWN);
                boxes.add(describe(box, count, readable.isPresent(), support));
                readable.ifPresent(messages::addAll);
                fresh += count.map(MessageCount::fresh).orElse(0);
            }
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.putAll(Map.of("boxes", boxes, "messages", messages, "total", fresh));
            return result;
        });
    }

    private static Map<String, Object> describe(VoicemailBox box, Optional<MessageCount> count, boolean readable, Support support) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("boxId", box.boxId());
        told.put("name", box.name());
        told.put("ofGroup", box.ofGroup());
        told.put("mailbox", box.mailbox().text());
        told.put("fresh", count.map(MessageCount::fresh).orElse(null));
        told.put("heard", count.map(MessageCount::heard).orElse(null));
        told.put("readable", readable);
        told.put("support", support.name());
        return told;
    }

    /** Service changeAsteriskVoicemail. */
    public static Map<String, Object> changeAsteriskVoicemail(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("boxId", "messageId", "leftAt", "change")
                .longest(LONGEST_ID, "boxId", "messageId", "leftAt").oneOf("change", CHANGES);
        return CallServices.checked(check.problems(), () -> {
            Person user = CallServices.user(dctx, context);
            Voicemail voicemail = voicemail(dctx.getDelegator());
            Optional<VoicemailBox> box = voicemail.box(user, (String) context.get("boxId"));
            Optional<VoicemailMessage> message = box.flatMap(its -> voicemail.message(its, (String) context.get("messageId"),
                    (String) context.get("leftAt")));
            return message.isEmpty() ? CallServices.refused(context, new Refusal(Refusal.Code.NO_SUCH_MESSAGE, ""))
                    : change(dctx, box.get(), message.get(), VoicemailLog.Access.valueOf((String) context.get("change")), user.userLoginId())
                            .map(why -> CallServices.refused(context, why)).orElseGet(ServiceUtil::returnSuccess);
        });
    }

    /** The PBX finds the message by its id once more, so that no other is moved, whatever happened since it was shown. */
    private static Optional<Refusal> change(DispatchContext dctx, VoicemailBox box, VoicemailMessage message, VoicemailLog.Access change,
                                            String userLoginId) {
        MessageFolder to = change == VoicemailLog.Access.DELETED ? MessageFolder.DELETED : MessageFolder.OLD;
        if (message.folder() == to || change == VoicemailLog.Access.RESTORED && message.folder() != MessageFolder.DELETED
                || change == VoicemailLog.Access.HEARD && !message.folder().fresh()) {
            return Optional.empty(); // a colleague was quicker
        }
        String id = message.text().messageId();
        return act(dctx, message, new VoicemailLog.Entry(box, id, userLoginId, change),
                commands -> commands.move(box.mailbox(), message.folder(), id, to));
    }

    /** Those who may hear the mailbox that has changed are told; of a message that has gone meanwhile, that is the reason. */
    private static Optional<Refusal> act(DispatchContext dctx, VoicemailMessage message, VoicemailLog.Entry entry,
                                         Function<VoicemailCommands, CompletionStage<PbxCommands.Result>> command) {
        VoicemailPbx pbx = new VoicemailPbx(dctx.getDelegator());
        Optional<Refusal> refusal = pbx.act(entry, command);
        if (refusal.isEmpty()) {
            pbx.tell(entry.target().orElse(entry.box()));
        }
        return refusal.map(why -> why.code() == Refusal.Code.PBX_REFUSED && isGone(dctx, entry.box(), message)
                ? new Refusal(Refusal.Code.NO_SUCH_MESSAGE, "") : why);
    }

    private static boolean isGone(DispatchContext dctx, VoicemailBox box, VoicemailMessage message) {
        return voicemail(dctx.getDelegator()).message(box, message.text().messageId(), message.text().leftAt().toString())
                .filter(now -> now.folder() == message.folder()).isEmpty();
    }

    /** Service findAsteriskVoicemailTargets. */
    public static Map<String, Object> findTargets(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("boxId").longest(LONGEST_ID, "boxId");
        return CallServices.checked(check.problems(), () -> {
            Optional<VoicemailBox> box = voicemail(dctx.getDelegator()).box(CallServices.user(dctx, context), (String) context.get("boxId"));
            if (box.isEmpty()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.NO_SUCH_MESSAGE, ""));
            }
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("targets", new MailboxNames(dctx.getDelegator()).beside(box.get()));
            return result;
        });
    }

    /** Service forwardAsteriskVoicemail. */
    public static Map<String, Object> forward(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("boxId", "messageId", "leftAt", "targetBoxId")
                .longest(LONGEST_ID, "boxId", "messageId", "leftAt", "targetBoxId");
        return CallServices.checked(check.problems(), () -> {
            Person user = CallServices.user(dctx, context);
            Voicemail voicemail = voicemail(dctx.getDelegator());
            Optional<VoicemailBox> box = voicemail.box(user, (String) context.get("boxId"));
            Optional<VoicemailMessage> message = box.flatMap(its -> voicemail.message(its, (String) context.get("messageId"),
                    (String) context.get("leftAt"))).filter(found -> found.folder() != MessageFolder.DELETED);
            Optional<VoicemailBox> target = box.flatMap(its ->
                    new MailboxNames(dctx.getDelegator()).beside(its, (String) context.get("targetBoxId")));
            return message.isEmpty() || target.isEmpty()
                    ? CallServices.refused(context, new Refusal(message.isEmpty() ? Refusal.Code.NO_SUCH_MESSAGE : Refusal.Code.TARGET_UNKNOWN, ""))
                    : forward(dctx, box.get(), message.get(), target.get(), user.userLoginId())
                            .map(why -> CallServices.refused(context, why)).orElseGet(ServiceUtil::returnSuccess);
        });
    }

    private static Optional<Refusal> forward(DispatchContext dctx, VoicemailBox box, VoicemailMessage message, VoicemailBox target,
                                              String userLoginId) {
        String id = message.text().messageId();
        return act(dctx, message, new VoicemailLog.Entry(box, id, userLoginId, VoicemailLog.Access.FORWARDED, Optional.of(target)),
                commands -> commands.forward(box.mailbox(), message.folder(), id, target.mailbox()));
    }

    /** Service removeAsteriskDeletedVoicemail. */
    public static Map<String, Object> removeDeleted(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).number("keepDays", 0, MOST_DAYS);
        return CallServices.checked(check.problems(), () -> {
            long days = check.values().get("keepDays") instanceof Long given ? given : KEPT_DAYS;
            Instant before = Instant.now().minus(Duration.ofDays(days));
            String user = CallServices.user(dctx, context).userLoginId();
            Voicemail voicemail = voicemail(dctx.getDelegator());
            VoicemailLog log = new VoicemailLog(dctx.getDelegator(), Clock.systemUTC());
            OldMessages holds = new OldMessages(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()));
            long removed = 0;
            long held = 0;
            long failed = 0;
            try (Removals removals = Removals.by(user, dctx.getDelegator(), Locale.ENGLISH)) {
                for (VoicemailBox box : voicemail.all()) {
                    for (VoicemailMessage message : voicemail.deleted(box)) {
                        if (log.deleted(box, message.text().messageId()).filter(date -> !date.isAfter(before)).isEmpty()) {
                            continue;
                        }
                        boolean stays = holds.held(box, message);
                        boolean done = !stays && removals.remove(box, message).isEmpty();
                        held += stays ? 1 : 0;
                        removed += done ? 1 : 0;
                        failed += stays || done ? 0 : 1;
                    }
                }
            }
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.putAll(Map.of("removedCount", removed, "heldCount", held, "failedCount", failed));
            return result;
        });
    }

    private static Voicemail voicemail(Delegator delegator) {
        Settings settings = CallCenter.settings(delegator);
        return new Voicemail(delegator, settings, new OfbizCallerDirectory(delegator, settings));
    }
}
