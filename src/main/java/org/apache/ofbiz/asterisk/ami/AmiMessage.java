/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One message of the PBX: an event, a response, or the banner it greets with. Immutable; of a repeated header the first counts. */
final class AmiMessage {

    private final List<String> lines;
    private final Map<String, String> headers = new HashMap<>();

    AmiMessage(List<String> lines) {
        this.lines = List.copyOf(lines);
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(line.substring(0, colon).trim().toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
            }
        }
    }

    /** As received, without the empty line at the end. */
    List<String> lines() {
        return lines;
    }

    /** Value of a header, whatever its case; empty string where it is missing or Asterisk says that it does not know. */
    String get(String name) {
        String value = headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        return "<unknown>".equals(value) ? "" : value;
    }

    boolean has(String name) {
        return !get(name).isEmpty();
    }

    /** Value as a number; 0 where it is none. */
    int number(String name) {
        try {
            return Integer.parseInt(get(name));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    Optional<String> optional(String name) {
        return Optional.of(get(name)).filter(value -> !value.isEmpty());
    }

    /** Name of the event; empty for anything else. */
    String event() {
        return get("Event");
    }

    /** All headers, names in lower case. */
    Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return String.join(" | ", lines);
    }
}
