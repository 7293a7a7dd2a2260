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
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.setup.queues.QueueEditor;
import org.apache.ofbiz.asterisk.setup.queues.QueueEditor.Access;
import org.apache.ofbiz.asterisk.setup.queues.QueueEditor.Applied;
import org.apache.ofbiz.asterisk.setup.queues.QueueEditor.Outcome;
import org.apache.ofbiz.asterisk.setup.queues.QueueOption;
import org.apache.ofbiz.asterisk.setup.queues.QueuesFile;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * The services about queues of a PBX that are made and changed in OFBiz (servicedef/services.xml). They wait for the PBX, so they hold no
 * transaction. Permissions are checked by their definitions.
 */
public final class QueueAdminServices {

    private static final String MODULE = QueueAdminServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final String ROW = "AsteriskQueueFile";
    private static final String SERVER = "serverId";
    private static final String GROUP = "callCenterGroupId";
    private static final String QUEUE = "queueName";
    private static final String TEXT = "fileText";
    private static final String PREVIOUS = "previousText";

    private QueueAdminServices() {
    }

    /** What a change does with the file. */
    private enum Work { SAVE, REMOVE, UNDO }

    /**
     * What is known before a change.
     *
     * @param base what the file has; of a PBX that doesn't say, what OFBiz has given for it
     * @param row  what OFBiz keeps of the file
     */
    private record Known(GenericValue group, String serverId, Optional<QueueEditor> editor, QueueEditor.State state, QueuesFile base,
                         Optional<GenericValue> row) {
    }

    /** @param after the file after the change */
    private record Plan(Known known, QueuesFile after) {
    }

    /** Service getAsteriskQueue. */
    public static Map<String, Object> get(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(context);
        Optional<Known> found = known(dctx, context, check);
        if (found.isEmpty()) {
            return check.refusal();
        }
        Known known = found.get();
        String queue = Objects.toString(context.get(QUEUE), "");
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(SERVER, known.serverId());
        shown.put("groupName", Objects.toString(known.group().getString("groupName"), ""));
        shown.put("fileName", QueuesFile.NAME);
        shown.put("includeLine", QueuesFile.INCLUDE);
        shown.put("access", known.state().access().name());
        shown.put("included", known.state().included().map(Object::toString).orElse(""));
        shown.put("names", known.base().queues().stream().map(section -> section.name()).toList());
        shown.put("exists", known.base().queue(queue).isPresent());
        shown.put("musicClasses", known.state().musicClasses());
        shown.put("values", Stream.of(QueueOption.values()).collect(Collectors.toMap(QueueOption::field,
                option -> known.base().value(queue, option).orElse(""))));
        shown.put("undo", known.row().filter(row -> row.getString(PREVIOUS) != null).isPresent());
        shown.put("changedBy", known.row().map(row -> Rows.text(row, "lastModifiedByUserLogin")).orElse(""));
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("queue", shown);
        return result;
    }

    /** Service previewAsteriskQueue. */
    public static Map<String, Object> preview(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = checked(context);
        Optional<Plan> plan = plan(dctx, context, check);
        return plan.isEmpty() ? check.refusal() : shown(plan.get(), ServiceUtil.returnSuccess());
    }

    private static Map<String, Object> shown(Plan plan, Map<String, Object> result) {
        Map<String, Object> preview = new LinkedHashMap<>();
        preview.put("changes", plan.known().base().changesTo(plan.after()).stream().map(change -> Map.of("kind", change.kind().name(), "section",
                change.section(), "name", change.name(), "before", change.before(), "after", change.after())).toList());
        preview.put("stamp", plan.known().base().stamp());
        preview.put("access", plan.known().state().access().name());
        preview.put("included", plan.known().state().included().map(Object::toString).orElse(""));
        preview.put("lines", plan.after().marked().text());
        result.put("preview", preview);
        return result;
    }

    /** Service applyAsteriskQueue. */
    public static Map<String, Object> apply(DispatchContext dctx, Map<String, ? extends Object> context) {
        Lock changes = CallCenter.of(dctx.getDelegator()).map(callCenter -> callCenter.links().configChanges()).orElseGet(ReentrantLock::new);
        changes.lock();
        try {
            InputCheck check = checked(context).required("stamp");
            Optional<Plan> found = plan(dctx, context, check);
            if (found.isEmpty()) {
                return check.refusal();
            }
            Plan plan = found.get();
            if (!plan.known().base().stamp().equals(context.get("stamp"))) {
                return error("AsteriskQueueChangedMeanwhile", Map.of(), context);
            }
            boolean writable = plan.known().state().access() == Access.WRITABLE;
            Applied applied = writable ? plan.known().editor().orElseThrow().apply(plan.known().state(), plan.after())
                    : new Applied(Outcome.NOT_PERMITTED, "");
            if (applied.outcome() == Outcome.FAILED) {
                Debug.logWarning("Couldn't change the queues of Asterisk server " + plan.known().serverId() + ": " + applied.detail(), MODULE);
                keep(dctx.getDelegator(), plan, context); // some of it may be done: undo leads back
                return error("AsteriskQueueFailed", Map.of("detail", applied.detail()), context);
            }
            keep(dctx.getDelegator(), plan, context);
            addSource(dctx, plan, context);
            Map<String, Object> result = ServiceUtil.returnSuccess(words(label(applied.outcome()),
                    Map.of("file", QueuesFile.NAME, "include", QueuesFile.INCLUDE), locale(context)));
            result.put("outcome", applied.outcome().name());
            return shown(plan, result);
        } catch (GenericEntityException | GenericServiceException e) {
            Debug.logError(e, "Couldn't keep the change of a queue", MODULE);
            return error("AsteriskRefusal_FAILED", Map.of("detail", ""), context);
        } finally {
            changes.unlock();
        }
    }

    private static InputCheck checked(Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).longest(20, GROUP).matches(QUEUE, QueueOption.QUEUE_NAME, "AsteriskErrorQueueName")
                .oneOf("change", Stream.of(Work.values()).map(Enum::name).toList());
        for (QueueOption option : QueueOption.values()) {
            if (option.rule() instanceof QueueOption.Numbers range) {
                check.number(option.field(), range.least(), range.most());
            } else if (option.rule() instanceof QueueOption.Words words) {
                check.oneOf(option.field(), words.allowed());
            } else if (option.rule() instanceof QueueOption.Form form) {
                check.longest(QueueOption.LONGEST, option.field()).matches(option.field(), form.pattern(), "AsteriskErrorQueueValue");
            }
        }
        return check;
    }

    /** Empty where the check has failed. */
    private static Optional<Plan> plan(DispatchContext dctx, Map<String, ? extends Object> context, InputCheck check) {
        Work work = check.failed() ? Work.SAVE : CallServices.text(context, "change").map(Work::valueOf).orElse(Work.SAVE);
        if (work != Work.UNDO) {
            check.required(QUEUE);
        }
        Optional<Known> found = known(dctx, context, check);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Known known = found.get();
        String queue = Objects.toString(context.get(QUEUE), "");
        String lower = queue.toLowerCase(Locale.ROOT);
        if (work != Work.UNDO && (known.state().elsewhere().contains(lower) && known.base().queue(queue).isEmpty() || lower.equals("general")
                || lower.equals(QueuesFile.MARK))) {
            check.refused(QUEUE, "AsteriskErrorQueueElsewhere");
        } else if (work == Work.REMOVE && known.base().queue(queue).isEmpty()) {
            check.refused(QUEUE, "AsteriskErrorQueueNotOurs");
        } else if (work == Work.REMOVE && known.state().calls().contains(lower)) {
            check.refused(QUEUE, "AsteriskErrorQueueCalls");
        } else if (work == Work.UNDO && known.row().filter(row -> row.getString(PREVIOUS) != null).isEmpty()) {
            check.refused(QUEUE, "AsteriskErrorQueueNoUndo");
        }
        if (check.failed()) {
            return Optional.empty();
        }
        QueuesFile after = switch (work) {
        case SAVE -> known.base().with(queue, values(context));
        case REMOVE -> known.base().without(queue);
        case UNDO -> QueuesFile.parse(known.row().orElseThrow().getString(PREVIOUS));
        };
        return Optional.of(new Plan(known, after.marked()));
    }

    private static Map<QueueOption, String> values(Map<String, ? extends Object> context) {
        Map<QueueOption, String> values = new EnumMap<>(QueueOption.class);
        Stream.of(QueueOption.values()).filter(option -> context.containsKey(option.field()))
                .forEach(option -> values.put(option, Objects.toString(context.get(option.field()), "").trim()));
        return values;
    }

    /** Empty where the check has failed. */
    private static Optional<Known> known(DispatchContext dctx, Map<String, ? extends Object> context, InputCheck check) {
        Rows rows = new Rows(dctx.getDelegator());
        Optional<GenericValue> found = check.find(GROUP, () -> Rows.one(rows.from("CallCenterGroup").where(GROUP, context.get(GROUP))));
        return check.failed() ? Optional.empty() : found.map(group -> known(dctx, group));
    }

    private static Known known(DispatchContext dctx, GenericValue group) {
        String serverId = Objects.toString(group.getString(SERVER), "");
        Optional<QueueEditor> editor = CallCenter.of(dctx.getDelegator()).flatMap(callCenter -> callCenter.links().config(serverId))
                .map(QueueEditor::new);
        QueueEditor.State state = editor.map(QueueEditor::read).orElseGet(QueueEditor.State::offline);
        Optional<GenericValue> row = Rows.one(new Rows(dctx.getDelegator()).from(ROW).where(SERVER, serverId));
        QueuesFile base = state.known() ? state.file() : row.map(known -> QueuesFile.parse(known.getString(TEXT))).orElseGet(QueuesFile::empty);
        return new Known(group, serverId, editor, state, base, row);
    }

    private static void keep(Delegator delegator, Plan plan, Map<String, ? extends Object> context) throws GenericEntityException {
        GenericValue row = delegator.makeValue(ROW, Map.of(SERVER, plan.known().serverId()));
        row.set(TEXT, plan.after().text());
        row.set(PREVIOUS, Work.UNDO.name().equals(context.get("change")) ? null : plan.known().base().text());
        row.set("changedDate", Timestamp.from(Instant.now()));
        row.set("lastModifiedByUserLogin", ((GenericValue) context.get("userLogin")).getString("userLoginId"));
        delegator.createOrStore(row);
    }

    /** A queue that is made for a group brings it calls. */
    private static void addSource(DispatchContext dctx, Plan plan, Map<String, ? extends Object> context) throws GenericServiceException {
        String queue = Objects.toString(context.get(QUEUE), "");
        String group = plan.known().group().getString(GROUP);
        boolean made = plan.known().base().queue(queue).isEmpty() && plan.after().queue(queue).isPresent();
        boolean known = Rows.first(new Rows(dctx.getDelegator()).from("CallCenterGroupEntry").where(GROUP, group, QUEUE, queue)).isPresent();
        if (made && !known) {
            Map<String, Object> input = new HashMap<>(Map.of("userLogin", context.get("userLogin"), "locale", locale(context)));
            input.putAll(Map.of(GROUP, group, "entryTypeEnumId", "AST_ENTRY_QUEUE", QUEUE, queue));
            Map<String, Object> added = dctx.getDispatcher().runSync("createCallCenterGroupEntry", input);
            if (!ServiceUtil.isSuccess(added)) {
                Debug.logWarning("Couldn't add queue " + queue + " to group " + group + ": " + ServiceUtil.getErrorMessage(added), MODULE);
            }
        }
    }

    private static String label(Outcome outcome) {
        return switch (outcome) {
        case DONE -> "AsteriskQueueOutcome_DONE";
        case NOT_INCLUDED -> "AsteriskQueueOutcome_NOT_INCLUDED";
        case NOT_PERMITTED -> "AsteriskQueueOutcome_NOT_PERMITTED";
        case FAILED -> "AsteriskQueueFailed";
        };
    }

    private static Map<String, Object> error(String label, Map<String, String> places, Map<String, ? extends Object> context) {
        return ServiceUtil.returnError(words(label, places, locale(context)));
    }

    private static String words(String label, Map<String, String> places, Locale locale) {
        return UtilProperties.getMessage(LABELS, label, places, locale);
    }

    private static Locale locale(Map<String, ? extends Object> context) {
        return UtilMisc.ensureLocale(context.get("locale"));
    }

    /** For the page: each option with its field, what it may be, and its value. */
    public static List<Map<String, Object>> fields(Map<String, String> values, List<String> musicClasses, Locale locale) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (QueueOption option : QueueOption.values()) {
            Map<String, Object> field = new LinkedHashMap<>();
            field.put("name", option.field());
            field.put("title", words("AsteriskQueue_" + option.field(), Map.of(), locale));
            field.put("value", Objects.toString(values.get(option.field()), ""));
            field.put("number", option.rule() instanceof QueueOption.Numbers);
            field.put("least", option.rule() instanceof QueueOption.Numbers range ? range.least() : 0);
            field.put("most", option.rule() instanceof QueueOption.Numbers range ? range.most() : 0);
            field.put("words", option.rule() instanceof QueueOption.Words words ? words.allowed() : List.of());
            field.put("known", option == QueueOption.MUSIC_CLASS ? musicClasses : option.usual());
            fields.add(field);
        }
        return fields;
    }
}
