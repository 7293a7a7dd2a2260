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
package org.apache.ofbiz.asterisk.crm.journal.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A line as text: eight hexadecimal digits of the CRC-32C of what follows, a blank, JSON, a line feed (JSON has none of its own).
 * Records are written by their components, so a new component needs nothing here; one that an older version did not write is read
 * as empty, one that a newer version wrote is passed over. Stateless.
 */
final class JournalEntryText {

    private static final int CHECK_DIGITS = 8;
    private static final int HEXADECIMAL = 16;
    private static final ObjectMapper JSON = mapper();

    private JournalEntryText() {
    }

    /** With its line feed. */
    static byte[] write(JournalEntry line) {
        byte[] json = json(line);
        byte[] text = new byte[CHECK_DIGITS + 1 + json.length + 1];
        byte[] check = HexFormat.of().toHexDigits(check(json, 0, json.length), CHECK_DIGITS).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(check, 0, text, 0, check.length);
        text[check.length] = ' ';
        System.arraycopy(json, 0, text, check.length + 1, json.length);
        text[text.length - 1] = '\n';
        return text;
    }

    /**
     * @param text without its line feed
     * @return empty where the text is not what was written, or is no line of ours
     */
    static Optional<JournalEntry> read(byte[] text) {
        try {
            int from = CHECK_DIGITS + 1;
            long told = Long.parseLong(new String(text, 0, Math.min(text.length, CHECK_DIGITS), StandardCharsets.US_ASCII), HEXADECIMAL);
            boolean whole = text.length > from && text[CHECK_DIGITS] == ' ' && told == check(text, from, text.length - from);
            return whole ? Optional.of(JSON.readValue(text, from, text.length - from, JournalEntry.class)) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // the caller counts it
        }
    }

    /** The JSON of anything made of our records. */
    static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every record can be written as JSON", e);
        }
    }

    private static long check(byte[] text, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(text, from, length);
        return sum.getValue();
    }

    private static ObjectMapper mapper() {
        SimpleModule ours = new SimpleModule();
        ours.addSerializer(Instant.class, new InstantWriter());
        ours.addDeserializer(Instant.class, new InstantReader());
        ours.addSerializer(Optional.class, new OptionalWriter());
        ours.addDeserializer(Optional.class, new OptionalReader(null));
        ObjectMapper mapper = new ObjectMapper().registerModule(ours).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.configOverride(Optional.class)
                .setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        mapper.configOverride(Map.class).setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
                .setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        mapper.configOverride(String.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper;
    }

    // OFBiz ships Jackson without its modules for these two types of java.time and java.util

    private static final class InstantWriter extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(value.toString());
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Instant.parse(json.getText());
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class OptionalWriter extends JsonSerializer<Optional> {
        @Override
        public boolean isEmpty(SerializerProvider provider, Optional value) {
            return value.isEmpty();
        }

        @Override
        public void serialize(Optional value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(value.isPresent() ? value.get() : null, json);
        }
    }

    @SuppressWarnings("rawtypes")
    private static final class OptionalReader extends JsonDeserializer<Optional> implements ContextualDeserializer {

        private final JavaType content;

        OptionalReader(JavaType content) {
            this.content = content;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            return new OptionalReader(context.getContextualType().containedType(0));
        }

        @Override
        public Optional deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Object value = context.readValue(json, content);
            return Optional.of(value);
        }

        @Override
        public Optional getNullValue(DeserializationContext context) {
            return Optional.empty();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
