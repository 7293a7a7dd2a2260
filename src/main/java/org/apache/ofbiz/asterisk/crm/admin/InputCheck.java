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
package org.apache.ofbiz.asterisk.crm.admin;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.GeneralException;
import org.apache.ofbiz.base.util.ObjectType;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Checks the input of a service, and collects what is wrong in the user's language, at the field it is about: the first thing that is
 * wrong with each. Fields that are not given are fine unless {@link #required}. Texts that are too long for anything, line breaks and NUL
 * are refused in every field before anything else. Belongs to one service call.
 */
public final class InputCheck {

    /** Attribute of a refused service: what is wrong, by field. Forms show it as the tooltip of the field. */
    public static final String FIELD_PROBLEMS = "fieldProblems";
    /** Hidden field of a form: the moment in which the row that it shows was stored, as milliseconds since 1970. */
    public static final String EDITED_STAMP = "editedStamp";

    /** No text on one line that comes in is longer, in characters, whatever it is for. */
    public static final int LONGEST_LINE = 2_000;
    /** No text of several lines is. */
    public static final int LONGEST_TEXT = 20_000;

    private static final String LABELS = "AsteriskUiLabels";
    /** What an answer repeats of a text that came in. */
    private static final int LONGEST_ECHO = 100;
    /** What ends or begins something in a dialplan, in a file of settings, or in a shell that the PBX may run. */
    private static final Pattern BREAKS_DIALPLAN = Pattern.compile("[\",;|<>$`{}\\[\\]\\\\]");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,20}");
    private static final Pattern MARKUP = Pattern.compile("[<>]");
    /** What is wrong with no field of its own. */
    private static final String WHOLE = "";

    private final Map<String, Object> input;
    private final Locale locale;
    /** By field, in the order in which they were found. */
    private final Map<String, String> problems = new LinkedHashMap<>();
    private Optional<String> newStamp = Optional.empty();

    private InputCheck(Map<String, ?> input, Set<String> texts) {
        this.input = new HashMap<>(input);
        this.locale = UtilMisc.ensureLocale(input.get("locale"));
        for (String field : new TreeSet<>(input.keySet())) {
            int most = texts.contains(field) ? LONGEST_TEXT : LONGEST_LINE;
            if (PlainText.longest(input.get(field)) > most) {
                refuse(field, "AsteriskErrorTooLong", Map.of("most", String.valueOf(most)));
                this.input.put(field, ""); // nothing looks at it again
            }
        }
        for (String field : PlainText.faultyFields(this.input, texts)) {
            refuse(field, "AsteriskErrorNotPlain", Map.of());
        }
    }

    public static InputCheck of(Map<String, ?> input) {
        return new InputCheck(input, Set.of());
    }

    /** @param texts fields that may have several lines */
    public static InputCheck withTexts(Map<String, ?> input, Collection<String> texts) {
        return new InputCheck(input, Set.copyOf(texts));
    }

    /** These must be given, and not be blank. */
    public InputCheck required(String... fields) {
        for (String field : fields) {
            if (text(field).isEmpty()) {
                refuse(field, "AsteriskErrorRequired", Map.of());
            }
        }
        return this;
    }

    /** These must not be made blank, but may be left out. */
    public InputCheck notErased(String... fields) {
        for (String field : fields) {
            if (input.containsKey(field)) {
                required(field);
            }
        }
        return this;
    }

    /** No field may hold what begins an element of HTML, as OFBiz has it everywhere. */
    public InputCheck noMarkup() {
        input.keySet().stream().sorted().filter(field -> input.get(field) instanceof CharSequence given && MARKUP.matcher(given).find())
                .forEach(field -> refuse(field, "AsteriskErrorMarkup", Map.of()));
        return this;
    }

    /** A key that somebody chose: letters, digits, dot, dash, underscore, at most 20. */
    public InputCheck id(String field) {
        return matches(field, ID, "AsteriskErrorId");
    }

    /** @param label says what is wanted; gets {@code field} */
    public InputCheck matches(String field, Pattern pattern, String label) {
        text(field).filter(text -> !pattern.matcher(text).matches()).ifPresent(text -> refuse(field, label, Map.of()));
        return this;
    }

    /** A whole number, given as such or as text. */
    public InputCheck number(String field, long least, long most) {
        text(field).ifPresent(text -> {
            Optional<Long> number = whole(text).filter(value -> value >= least && value <= most);
            number.ifPresentOrElse(value -> input.put(field, value), () ->
                    refuse(field, "AsteriskErrorRange", Map.of("least", String.valueOf(least), "most", String.valueOf(most))));
        });
        return this;
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Moments, given as such or as text in OFBiz's form. */
    public InputCheck time(String... fields) {
        for (String field : fields) {
            text(field).ifPresent(text -> {
                try {
                    input.put(field, ObjectType.simpleTypeOrObjectConvert(input.get(field), "Timestamp", null,
                            input.get("timeZone") instanceof TimeZone zone ? zone : TimeZone.getDefault(), locale, true));
                } catch (GeneralException e) {
                    refuse(field, "AsteriskErrorTime", Map.of());
                }
            });
        }
        return this;
    }

    public InputCheck longest(int length, String... fields) {
        for (String field : fields) {
            if (text(field).filter(text -> text.length() > length).isPresent()) {
                refuse(field, "AsteriskErrorTooLong", Map.of("most", String.valueOf(length)));
            }
        }
        return this;
    }

    public InputCheck oneOf(String field, Collection<String> allowed) {
        text(field).filter(text -> !allowed.contains(text)).ifPresent(text -> problems.putIfAbsent(field, UtilProperties.getMessage(LABELS,
                "AsteriskErrorOneOf", Map.of("field", FieldNames.of(field, locale), "allowed", String.join(", ", allowed)), locale)));
        return this;
    }

    public InputCheck yesOrNo(String... fields) {
        for (String field : fields) {
            oneOf(field, List.of("Y", "N"));
        }
        return this;
    }

    /** These reach the dialplan of a PBX: nothing in them may mean more to it than itself. */
    public InputCheck forDialplan(String... fields) {
        for (String field : fields) {
            text(field).filter(text -> BREAKS_DIALPLAN.matcher(text).find()).ifPresent(text -> refuse(field, "AsteriskErrorDialplan", Map.of()));
        }
        return this;
    }

    /** A recordings folder: one of those that a file on disk allows, which no page can change. */
    public InputCheck recordingsFolder(String field, Settings settings) {
        text(field).filter(text -> RecordingRoots.folder(text).filter(RecordingRoots.of(settings)::hold).isEmpty())
                .ifPresent(text -> refuse(field, "AsteriskErrorRecordingsLocation", Map.of()));
        return this;
    }

    /** A page that may be opened for a caller. */
    public InputCheck pageUrl(String field) {
        text(field).filter(text -> !PageUrls.isSafe(text)).ifPresent(text -> refuse(field, "AsteriskErrorPageUrl", Map.of()));
        return this;
    }

    /** The caller has found this field wrong. @param label says what is wanted; gets {@code field} */
    public InputCheck refused(String field, String label) {
        return refuse(field, label, Map.of());
    }

    /** @param query what the database has by the field's value; nothing refuses the field. Not asked for a blank or refused field */
    public <T> InputCheck known(String field, Supplier<Optional<T>> query) {
        if (text(field).isPresent()) {
            find(field, query);
        }
        return this;
    }

    /** What the database has by the value of a field that must be given; empty where the field is refused, which it is where there is nothing. */
    public <T> Optional<T> find(String field, Supplier<Optional<T>> query) {
        required(field);
        if (problems.containsKey(field)) {
            return Optional.empty();
        }
        Optional<T> found = query.get();
        if (found.isEmpty()) {
            refuse(field, "AsteriskErrorUnknown", Map.of("key", String.valueOf(input.get(field))));
        }
        return found;
    }

    /**
     * Whether the row is still what the form showed when somebody began to edit it. Where another has stored it meanwhile, each field
     * that differs says what it holds now; sent once more, the form replaces that.
     */
    public InputCheck unchanged(GenericValue row) {
        Optional<String> shown = text(EDITED_STAMP);
        if (row == null || shown.isEmpty() || shown.get().equals(stamp(row))) {
            return this;
        }
        newStamp = Optional.of(stamp(row));
        refuse(WHOLE, "AsteriskErrorChangedMeanwhile", Map.of("who", Rows.text(row, "lastModifiedByUserLogin")));
        new CurrentRow(row, locale).differences(input).forEach((field, now) -> refuse(field, "AsteriskErrorNow", Map.of("now", now)));
        return this;
    }

    /** What {@link #EDITED_STAMP} holds for this row. */
    public static String stamp(GenericValue row) {
        Timestamp stored = row.getTimestamp("lastUpdatedStamp");
        return stored == null ? "" : String.valueOf(stored.getTime());
    }

    /** Refuses a field for what only the caller knows. The first refusal of a field stays. @param values may name the field otherwise */
    public InputCheck refuse(String field, String label, Map<String, ?> values) {
        Map<String, Object> places = new HashMap<>();
        values.forEach((place, value) -> places.put(place, value instanceof String text ? PlainText.clip(text, LONGEST_ECHO) : value));
        places.putIfAbsent("field", FieldNames.of(field, locale));
        problems.putIfAbsent(field, UtilProperties.getMessage(LABELS, label, places, locale));
        return this;
    }

    /** Refuses all of it. */
    public InputCheck refuse(String label, Map<String, ?> values) {
        return refuse(WHOLE, label, values);
    }

    /** Takes over what another check found, of one row of several. @param row added to the names of its fields */
    public InputCheck add(InputCheck other, String row) {
        other.problems.forEach((field, problem) -> problems.putIfAbsent(field.isEmpty() ? WHOLE : field + row, problem));
        return this;
    }

    public boolean failed() {
        return !problems.isEmpty();
    }

    /** What was given, with numbers and moments instead of their texts. */
    public Map<String, Object> values() {
        return new HashMap<>(input);
    }

    /** What is wrong; empty when nothing is. */
    public List<String> problems() {
        return List.copyOf(problems.values());
    }

    /** What is wrong, by field; what belongs to no field is not in it. */
    public Map<String, String> fieldProblems() {
        Map<String, String> byField = new LinkedHashMap<>(problems);
        byField.remove(WHOLE);
        return byField;
    }

    /** The answer of a service that refuses its input: an error with a message for each problem, and {@link #FIELD_PROBLEMS}. */
    public Map<String, Object> refusal() {
        Map<String, Object> result = ServiceUtil.returnError(problems());
        result.put(FIELD_PROBLEMS, fieldProblems());
        newStamp.ifPresent(stamp -> result.put(EDITED_STAMP, stamp));
        return result;
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(input.get(field)).map(Object::toString).flatMap(PlainText::given);
    }
}
