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
package org.apache.ofbiz.asterisk.crm.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One setting: its key in config/asterisk.properties, where it is described for people, and how its text is read.
 *
 * @param name        key, also the systemPropertyId of a SystemProperty row that overrides it
 * @param defaultText used where nothing is set, or where what is set cannot be read
 * @param reader      throws IllegalArgumentException for text it cannot read; the message says what it wants. {@link UnreadableException}
 *                    says so in the user's language, too
 */
public record Setting<T>(String name, String defaultText, Function<String, T> reader) {

    T read(String text) {
        return reader.apply(text);
    }

    T defaultValue() {
        return reader.apply(defaultText);
    }

    /** Label that says what the setting is for. The file says the same in English. */
    public String label() {
        return "AsteriskSetting_" + name;
    }

    /** What can be chosen; empty where any text may stand. */
    public List<String> choices() {
        T value = defaultValue();
        if (value instanceof Boolean) {
            return List.of("true", "false");
        }
        return value instanceof Enum<?> one ? Arrays.stream(one.getDeclaringClass().getEnumConstants()).map(Enum::name).toList() : List.of();
    }

    /** What the setting wants instead of this text; empty where it takes it. A blank text is none: the default stands for it. */
    public Optional<Wanted> wanted(String text) {
        if (text.isBlank()) {
            return defaultText.isEmpty() ? Optional.empty() : Optional.of(new Wanted("AsteriskErrorRequired", Map.of()));
        }
        try {
            read(text);
            return Optional.empty();
        } catch (UnreadableException e) {
            return Optional.of(e.wanted());
        } catch (IllegalArgumentException e) {
            String detail = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Optional.of(new Wanted("AsteriskErrorSettingPattern", Map.of("detail", detail)));
        }
    }

    /** Words for what a setting takes. @param label gets the values */
    public record Wanted(String label, Map<String, String> values) {
    }

    /** A text that a setting cannot take. */
    public static final class UnreadableException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final transient Wanted wanted;

        UnreadableException(String message, String label, Map<String, String> values) {
            super(message);
            this.wanted = new Wanted(label, values);
        }

        Wanted wanted() {
            return wanted;
        }
    }
}
