/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;

/**
 * Checks the input of a service, and collects what is wrong in the user's language, each time naming the field. Fields that are not
 * given are fine unless {@link #required}. Line breaks and NUL are refused in every field before anything else. Belongs to one service call.
 */
public final class InputCheck {

    private static final String LABELS = "AsteriskUiLabels";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,20}");

    private final Map<String, ?> input;
    private final Locale locale;
    private final List<String> problems = new ArrayList<>();

    private InputCheck(Map<String, ?> input) {
        this.input = input;
        this.locale = UtilMisc.ensureLocale(input.get("locale"));
        PlainText.faultyField(input).ifPresent(field -> add("AsteriskErrorNotPlain", Map.of("field", field)));
    }

    public static InputCheck of(Map<String, ?> input) {
        return new InputCheck(input);
    }

    /** These must be given, and not be blank. */
    public InputCheck required(String... fields) {
        for (String field : fields) {
            if (text(field).isEmpty()) {
                add("AsteriskErrorRequired", Map.of("field", field));
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

    /** A key that somebody chose: letters, digits, dot, dash, underscore, at most 20. */
    public InputCheck id(String field) {
        return matches(field, ID, "AsteriskErrorId");
    }

    /** @param label says what is wanted; gets {@code field} */
    public InputCheck matches(String field, Pattern pattern, String label) {
        text(field).filter(text -> !pattern.matcher(text).matches()).ifPresent(text -> add(label, Map.of("field", field)));
        return this;
    }

    public InputCheck number(String field, long least, long most) {
        if (input.get(field) instanceof Number number && (number.longValue() < least || number.longValue() > most)) {
            add("AsteriskErrorRange", Map.of("field", field, "least", String.valueOf(least), "most", String.valueOf(most)));
        }
        return this;
    }

    public InputCheck longest(int length, String... fields) {
        for (String field : fields) {
            if (text(field).filter(text -> text.length() > length).isPresent()) {
                add("AsteriskErrorTooLong", Map.of("field", field, "most", String.valueOf(length)));
            }
        }
        return this;
    }

    public InputCheck oneOf(String field, Collection<String> allowed) {
        text(field).filter(text -> !allowed.contains(text)).ifPresent(text ->
                add("AsteriskErrorOneOf", Map.of("field", field, "allowed", String.join(", ", allowed))));
        return this;
    }

    public InputCheck yesOrNo(String... fields) {
        for (String field : fields) {
            oneOf(field, List.of("Y", "N"));
        }
        return this;
    }

    /** A page that may be opened for a caller. */
    public InputCheck pageUrl(String field) {
        text(field).filter(text -> !PageUrls.isSafe(text)).ifPresent(text -> add("AsteriskErrorPageUrl", Map.of("field", field)));
        return this;
    }

    /** The caller has found this field wrong. @param label says what is wanted; gets {@code field} */
    public InputCheck refused(String field, String label) {
        add(label, Map.of("field", field));
        return this;
    }

    /** What is wrong; empty when nothing is. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(input.get(field)).map(Object::toString).flatMap(PlainText::given);
    }

    private void add(String label, Map<String, String> values) {
        problems.add(UtilProperties.getMessage(LABELS, label, values, locale));
    }
}
