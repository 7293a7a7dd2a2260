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
package org.apache.ofbiz.asterisk.crm.admin.backup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A backup as text: JSON with sections of rows. Secrets aren't in the rows; they are encrypted, or left out. Immutable.
 *
 * @param sections rows by section: values by field, as texts; empty for a field without value
 * @param settings values by name of the setting
 * @param secrets  encrypted; empty without secrets
 */
record BackupFile(Map<BackupSection, List<Map<String, String>>> sections, Map<String, String> settings, Optional<byte[]> secrets) {

    /** Characters. */
    static final int LONGEST = 5_000_000;
    static final int MOST_ROWS = 20_000;
    private static final String FORMAT = "ofbiz-asterisk-backup";
    private static final int VERSION = 1;
    private static final String SETTINGS = "settings";
    private static final String SECRETS = "secrets";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    BackupFile {
        sections = Map.copyOf(sections);
        settings = Map.copyOf(settings);
    }

    /** What a file is refused for: a label, and what it says more. */
    static final class UnreadableBackupException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String label;

        UnreadableBackupException(String label, String detail) {
            super(detail);
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** @param created as people read it */
    String write(String created) {
        ObjectNode file = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION).put("created", created);
        ObjectNode parts = file.putObject("sections");
        for (BackupSection section : BackupSection.values()) {
            ArrayNode rows = parts.putArray(section.title());
            sections.getOrDefault(section, List.of()).forEach(row -> row.forEach(rows.addObject()::put));
        }
        ObjectNode values = file.putObject(SETTINGS);
        new TreeMap<>(settings).forEach(values::put);
        secrets.ifPresent(data -> file.put(SECRETS, Base64.getEncoder().encodeToString(data)));
        try {
            return JSON.writeValueAsString(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads a file; whatever isn't of its form refuses all of it. */
    static BackupFile read(String text) throws UnreadableBackupException {
        if (text.length() > LONGEST) {
            throw new UnreadableBackupException("AsteriskBackupTooLarge", String.valueOf(LONGEST / 1_000_000));
        }
        try {
            JsonNode file = JSON.readTree(text);
            if (file == null || !FORMAT.equals(file.path("format").asText()) || file.path("version").asInt() != VERSION
                    || !file.path("sections").isObject() || !file.path(SETTINGS).isObject()) {
                throw new UnreadableBackupException("AsteriskBackupNotOne", FORMAT + " " + VERSION);
            }
            Map<BackupSection, List<Map<String, String>>> sections = new EnumMap<>(BackupSection.class);
            int rows = 0;
            for (Map.Entry<String, JsonNode> part : properties(file.path("sections"))) {
                BackupSection section = BackupSection.of(part.getKey())
                        .orElseThrow(() -> new UnreadableBackupException("AsteriskBackupUnknown", part.getKey()));
                rows += part.getValue().size();
                if (rows > MOST_ROWS) {
                    throw new UnreadableBackupException("AsteriskBackupTooManyRows", String.valueOf(MOST_ROWS));
                }
                sections.put(section, rows(part.getValue(), section));
            }
            Optional<byte[]> secrets = file.has(SECRETS) ? Optional.of(Base64.getDecoder().decode(file.path(SECRETS).asText())) : Optional.empty();
            return new BackupFile(sections, texts(file.path(SETTINGS), SETTINGS), secrets);
        } catch (JsonProcessingException e) {
            throw new UnreadableBackupException("AsteriskBackupNotJson", e.getLocation() == null ? "" : String.valueOf(e.getLocation().getLineNr()));
        } catch (IllegalArgumentException noBase64) {
            throw new UnreadableBackupException("AsteriskBackupUnknown", SECRETS);
        }
    }

    private static List<Map<String, String>> rows(JsonNode part, BackupSection section) throws UnreadableBackupException {
        if (!part.isArray()) {
            throw new UnreadableBackupException("AsteriskBackupUnknown", section.title());
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode row : part) {
            rows.add(texts(row, section.title()));
        }
        return List.copyOf(rows);
    }

    private static Map<String, String> texts(JsonNode row, String where) throws UnreadableBackupException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!row.isObject()) {
            throw new UnreadableBackupException("AsteriskBackupUnknown", where);
        }
        for (Map.Entry<String, JsonNode> field : properties(row)) {
            if (!field.getValue().isTextual()) {
                throw new UnreadableBackupException("AsteriskBackupUnknown", where + ", " + field.getKey());
            }
            texts.put(field.getKey(), field.getValue().textValue());
        }
        return texts;
    }

    private static List<Map.Entry<String, JsonNode>> properties(JsonNode object) {
        List<Map.Entry<String, JsonNode>> all = new ArrayList<>();
        object.fields().forEachRemaining(all::add);
        return all;
    }

    /** The secrets by name as text, and back. */
    static String secretsText(Map<String, String> secrets) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(secrets));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The secrets by name; empty where the passphrase is another. */
    Optional<Map<String, String>> secrets(String passphrase) {
        if (secrets.isEmpty()) {
            return Optional.of(Map.of());
        }
        return BackupCipher.decrypt(secrets.get(), passphrase).flatMap(text -> {
            try {
                return Optional.of(texts(JSON.readTree(text.getBytes(StandardCharsets.UTF_8)), SECRETS));
            } catch (java.io.IOException | UnreadableBackupException e) {
                return Optional.empty();
            }
        });
    }
}
