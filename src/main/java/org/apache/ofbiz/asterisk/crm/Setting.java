/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.util.function.Function;

/**
 * One setting: its key in config/asterisk.properties, where it is described for people, and how its text is read.
 *
 * @param name        key, also the systemPropertyId of a SystemProperty row that overrides it
 * @param defaultText used where nothing is set, or where what is set cannot be read
 * @param reader      throws IllegalArgumentException for text it cannot read; the message says what it wants
 */
public record Setting<T>(String name, String defaultText, Function<String, T> reader) {

    T read(String text) {
        return reader.apply(text);
    }

    T defaultValue() {
        return reader.apply(defaultText);
    }
}
