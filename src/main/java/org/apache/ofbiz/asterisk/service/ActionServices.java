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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.center.actions.ActionRows;
import org.apache.ofbiz.asterisk.center.actions.CallAction;
import org.apache.ofbiz.asterisk.center.actions.CallActions;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about call actions (servicedef/services.xml). Permissions are checked by their definitions. */
public final class ActionServices {

    private static final String MODULE = ActionServices.class.getName();
    private static final String ID = "callActionId";
    private static final String GROUP = "callCenterGroupId";
    private static final String FAILURE_ID = "failureId";
    private static final List<String> FIELDS = List.of("turn", "actionType", "target", "parameters", "charset", "enabled");
    private static final int LONGEST_TARGET = 2_000;
    private static final int LONGEST_SECRET = 200;
    private static final int MOST_SHOWN = 500;

    private ActionServices() {
    }

    /** Service createAsteriskCallAction. */
    public static Map<String, Object> create(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(context).required(GROUP, "turn", "actionType", "target").longest(20, GROUP);
        knownGroup(dctx, context, check);
        return CallServices.checked(check.problems(), () -> {
            GenericValue row = dctx.getDelegator().makeValue(ActionRows.ACTION, Map.of(GROUP, context.get(GROUP)));
            row.set(ID, dctx.getDelegator().getNextSeqId(ActionRows.ACTION));
            row.set("enabled", "Y");
            return stored(dctx, context, row, true);
        });
    }

    /** Service updateAsteriskCallAction. */
    public static Map<String, Object> update(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(context).notErased(GROUP, "turn", "actionType", "target").longest(20, GROUP);
        if (CallServices.text(context, GROUP).isPresent()) {
            knownGroup(dctx, context, check);
        }
        return CallServices.checked(check.problems(), () ->
                row(dctx, context, ActionRows.ACTION, ID).map(row -> stored(dctx, context, row, false)).orElseGet(() -> unknown(context, ID)));
    }

    private static void knownGroup(DispatchContext dctx, Map<String, ? extends Object> context, InputCheck check) {
        check.known(GROUP, () -> Rows.one(rows(dctx).from("CallCenterGroup").where(GROUP, context.get(GROUP))));
    }

    private static InputCheck checked(Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.withTexts(context, List.of("parameters"))
                .oneOf("turn", Arrays.stream(CallAction.Turn.values()).map(Enum::name).toList())
                .oneOf("actionType", Arrays.stream(CallAction.Kind.values()).map(Enum::name).toList())
                .longest(LONGEST_TARGET, "target").longest(LONGEST_SECRET, "secret").oneOf("enabled", List.of("Y", "N"));
        String charset = Objects.toString(context.get("charset"), "");
        return charset.isBlank() ? check : check.known("charset", () -> ActionRows.charset(charset));
    }

    private static Map<String, Object> stored(DispatchContext dctx, Map<String, ? extends Object> context, GenericValue row, boolean isNew) {
        FIELDS.stream().filter(context::containsKey).forEach(field -> row.set(field, PlainText.given((String) context.get(field)).orElse(null)));
        CallServices.text(context, GROUP).ifPresent(group -> row.set(GROUP, group));
        PlainText.given((String) context.get("secret")).ifPresent(secret -> row.set("secret", secret));
        row.set("lastModifiedByUserLogin", ((GenericValue) context.get("userLogin")).getString("userLoginId"));
        CallAction action = new CallAction(row.getString(ID), row.getString(GROUP), CallAction.Turn.valueOf(row.getString("turn")),
                CallAction.Kind.valueOf(row.getString("actionType")), Objects.toString(row.getString("target"), ""),
                Objects.toString(row.getString("parameters"), ""), StandardCharsets.UTF_8, Optional.empty());
        Optional<String> wrong = CallActions.wrongField(action);
        if (wrong.isPresent()) {
            return CallServices.refused(context, new Refusal(Refusal.Code.VALUE_REFUSED, wrong.get()));
        }
        try {
            if (isNew) {
                row.create();
            } else {
                row.store();
            }
        } catch (GenericEntityException e) {
            return failed(context, e);
        }
        CallCenter.of(dctx.getDelegator()).ifPresent(callCenter -> callCenter.actions().changed());
        Map<String, Object> result = done(context, "AsteriskSaved");
        if (isNew) {
            result.put(ID, row.getString(ID));
        }
        return result;
    }

    /** Service deleteAsteriskCallAction. */
    public static Map<String, Object> delete(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> row(dctx, context, ActionRows.ACTION, ID).map(row -> {
            try {
                dctx.getDelegator().removeByAnd(ActionRows.FAILURE, Map.of(ID, row.getString(ID)));
                row.remove();
            } catch (GenericEntityException e) {
                return failed(context, e);
            }
            CallCenter.of(dctx.getDelegator()).ifPresent(callCenter -> callCenter.actions().changed());
            return done(context, "AsteriskDeleted");
        }).orElseGet(() -> unknown(context, ID)));
    }

    /** Service findAsteriskCallActions. */
    public static Map<String, Object> find(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            Optional<String> group = CallServices.text(context, GROUP);
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("actions", Rows.list(rows(dctx).from(ActionRows.ACTION).orderBy(GROUP, ID)).stream()
                    .filter(row -> group.isEmpty() || group.get().equals(row.getString(GROUP))).map(ActionServices::shown).toList());
            return result;
        });
    }

    private static Map<String, Object> shown(GenericValue row) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("id", row.getString(ID));
        action.put("queue", row.getString(GROUP));
        action.put("event", row.getString("turn"));
        action.put("type", row.getString("actionType"));
        action.put("target", row.getString("target"));
        action.put("parameters", Objects.toString(row.getString("parameters"), ""));
        action.put("encoding", Objects.toString(row.getString("charset"), StandardCharsets.UTF_8.name()));
        action.put("signed", PlainText.given(row.getString("secret")).isPresent());
        action.put("enabled", "Y".equals(row.getString("enabled")));
        return action;
    }

    /** Service tryAsteriskCallAction. */
    public static Map<String, Object> test(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> new ActionRows(dctx.getDelegator()).find((String) context.get(ID))
                .flatMap(action -> CallCenter.of(dctx.getDelegator()).map(callCenter -> answer(context, callCenter.actions().test(action,
                        CallServices.user(dctx, context).userLoginId()))))
                .orElseGet(() -> unknown(context, ID)));
    }

    /** Service findAsteriskCallActionFailures. */
    public static Map<String, Object> failures(DispatchContext dctx, Map<String, ? extends Object> context) {
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("failures", Rows.list(rows(dctx).from(ActionRows.FAILURE).orderBy("-failedDate").maxRows(MOST_SHOWN)).stream().map(row -> {
            Map<String, Object> failure = new LinkedHashMap<>();
            failure.put("id", row.getString(FAILURE_ID));
            failure.put("action", row.getString(ID));
            failure.put("call", row.getString("callId"));
            failure.put("event", row.getString("turn"));
            failure.put("state", row.getString(ActionRows.STATE));
            failure.put("attempts", row.getLong("attempts"));
            failure.put("problem", row.getString("problem"));
            failure.put("failedAt", row.getTimestamp("failedDate").toInstant().toString());
            Optional.ofNullable(row.getTimestamp("nextDate")).ifPresent(next -> failure.put("nextAttemptAt", next.toInstant().toString()));
            return failure;
        }).toList());
        return result;
    }

    /** Service retryAsteriskCallAction. */
    public static Map<String, Object> retry(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> CallCenter.of(dctx.getDelegator())
                .flatMap(callCenter -> callCenter.actions().retry((String) context.get(FAILURE_ID))).map(trial -> answer(context, trial))
                .orElseGet(() -> unknown(context, FAILURE_ID)));
    }

    private static Map<String, Object> answer(Map<String, ? extends Object> context, CallActions.Trial trial) {
        Map<String, Object> result = trial.problem().isEmpty() ? done(context, "AsteriskActionSent") : ServiceUtil.returnSuccess();
        result.put("sent", trial.problem().isEmpty());
        trial.problem().ifPresent(problem -> result.put("problem", problem));
        return result;
    }

    /** Service deleteAsteriskCallActionFailure. */
    public static Map<String, Object> deleteFailure(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> row(dctx, context, ActionRows.FAILURE, FAILURE_ID).map(row -> {
            try {
                row.remove();
                return done(context, "AsteriskDeleted");
            } catch (GenericEntityException e) {
                return failed(context, e);
            }
        }).orElseGet(() -> unknown(context, FAILURE_ID)));
    }

    private static Map<String, Object> done(Map<String, ? extends Object> context, String label) {
        return ServiceUtil.returnSuccess(UtilProperties.getMessage("AsteriskUiLabels", label, UtilMisc.ensureLocale(context.get("locale"))));
    }

    private static Rows rows(DispatchContext dctx) {
        return new Rows(dctx.getDelegator());
    }

    private static Optional<GenericValue> row(DispatchContext dctx, Map<String, ? extends Object> context, String entity, String key) {
        return Rows.one(rows(dctx).from(entity).where(key, context.get(key)));
    }

    private static Map<String, Object> unknown(Map<String, ? extends Object> context, String key) {
        return CallServices.refused(context, new Refusal(Refusal.Code.ACTION_UNKNOWN, Objects.toString(context.get(key), "")));
    }

    private static Map<String, Object> failed(Map<String, ? extends Object> context, Exception why) {
        Debug.logError(why, "Couldn't change a call action", MODULE);
        return CallServices.refused(context, new Refusal(Refusal.Code.FAILED, ""));
    }
}
