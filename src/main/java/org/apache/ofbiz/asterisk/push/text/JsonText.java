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
package org.apache.ofbiz.asterisk.push.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A JSON object that is written straight into its text: a tree for each message of a busy PBX would cost more than the message. An empty
 * {@link Optional} becomes null. Not thread-safe; lives no longer than the call of {@link #object(Consumer)} that made it.
 */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private JsonText(JsonGenerator json) {
        this.json = json;
    }

    /** Something that writes and may fail, though text never does. */
    private interface Step {
        void write() throws IOException;
    }

    /**
     * Writes one object.
     *
     * @param fields called once, to write what is in it
     */
    public static String object(Consumer<JsonText> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.accept(new JsonText(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private JsonText step(Step step) {
        try {
            step.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** A text. */
    public JsonText put(String name, String value) {
        return step(() -> json.writeStringField(name, value));
    }

    /** A text, or null. */
    public JsonText put(String name, Optional<String> value) {
        return value.isPresent() ? put(name, value.get()) : step(() -> json.writeNullField(name));
    }

    /** A number. */
    public JsonText put(String name, long value) {
        return step(() -> json.writeNumberField(name, value));
    }

    /** A truth value. */
    public JsonText put(String name, boolean value) {
        return step(() -> json.writeBooleanField(name, value));
    }

    /** A time, as {@link UtcTime} has it. */
    public JsonText put(String name, Instant value) {
        return put(name, UtcTime.text(value));
    }

    /** A time, or null. */
    public JsonText putTime(String name, Optional<Instant> value) {
        return put(name, value.map(UtcTime::text));
    }

    /** What is JSON already. */
    public JsonText putJson(String name, String value) {
        return step(() -> {
            json.writeFieldName(name);
            json.writeRawValue(value);
        });
    }

    /** An object. */
    public JsonText put(String name, Consumer<JsonText> fields) {
        step(() -> json.writeObjectFieldStart(name));
        fields.accept(this);
        return step(json::writeEndObject);
    }

    /** An object that tells of the value, or null. */
    public <T> JsonText put(String name, Optional<T> value, BiConsumer<JsonText, T> fields) {
        return value.isPresent() ? put(name, (Consumer<JsonText>) object -> fields.accept(object, value.get()))
                : step(() -> json.writeNullField(name));
    }

    /** An array; {@code elements} adds to it by {@link #add}. */
    public JsonText putArray(String name, Consumer<JsonText> elements) {
        step(() -> json.writeArrayFieldStart(name));
        elements.accept(this);
        return step(json::writeEndArray);
    }

    /** An array with an object for each value. */
    public <T> JsonText putArray(String name, Iterable<T> values, BiConsumer<JsonText, T> fields) {
        return putArray(name, elements -> elements.add(values, fields));
    }

    /** Objects in an array. */
    public <T> JsonText add(Iterable<T> values, BiConsumer<JsonText, T> fields) {
        for (T value : values) {
            step(json::writeStartObject);
            fields.accept(this, value);
            step(json::writeEndObject);
        }
        return this;
    }

    /** A text in an array. */
    public JsonText add(String value) {
        return step(() -> json.writeString(value));
    }
}
