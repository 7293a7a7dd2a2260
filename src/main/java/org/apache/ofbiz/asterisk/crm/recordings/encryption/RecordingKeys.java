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
package org.apache.ofbiz.asterisk.crm.recordings.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.settings.Settings;

/**
 * The keys that {@link Settings#RECORDING_KEYS} names. The first encrypts new recordings, all of them open what they encrypted. Each is read when
 * it is asked for, so that a new file is used at once. Immutable, thread-safe.
 */
public final class RecordingKeys {

    /** As the first entry: nothing is encrypted any more, and what is stays playable. */
    private static final String NONE = "none";
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,20})=(file|env):(.{1,500})");
    private static final int MOST_BYTES = 200;
    /** Of so many random bytes, nearly all differ; a text or zeros don't. */
    private static final int FEWEST_DIFFERENT = 16;
    private static final Set<PosixFilePermission> OF_THE_OWNER = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Why a key can't be used. The words are labels {@code AsteriskRecordingKey_} and this name. */
    public enum Fault {
        /** The entry is none. */
        ENTRY,
        /** Two entries have this name. */
        TWICE,
        /** The file or the environment variable isn't there. */
        MISSING,
        /** The file is a link, or no regular file. */
        NO_FILE,
        /** The file is in a recordings folder. */
        AMONG_RECORDINGS,
        /** Others than its owner may read the file, or its owner isn't who runs OFBiz. */
        READABLE,
        UNREADABLE,
        /** No 32 bytes in base64. */
        LENGTH,
        /** Bytes that nobody drew at random. */
        WEAK
    }

    /** @param id of the key; for what is no entry, its place in the list */
    public record Faulty(String id, Fault fault) {
    }

    private final Map<String, RecordingKey> keys;
    private final Optional<String> first;
    private final List<Faulty> faults;

    private RecordingKeys(Map<String, RecordingKey> keys, Optional<String> first, List<Faulty> faults) {
        this.keys = Map.copyOf(keys);
        this.first = first;
        this.faults = List.copyOf(faults);
    }

    /** As the settings say now. @param ofRecordings whether a file is in a folder that PBX servers write to */
    public static RecordingKeys of(Settings settings, Predicate<Path> ofRecordings) {
        return read(settings.get(Settings.RECORDING_KEYS), name -> System.getenv(name), ofRecordings);
    }

    /** @param environment answers a variable; null where there is none, as {@link System#getenv(String)} does */
    static RecordingKeys read(List<String> entries, UnaryOperator<String> environment, Predicate<Path> ofRecordings) {
        Map<String, RecordingKey> keys = new LinkedHashMap<>();
        List<Faulty> faults = new ArrayList<>();
        Set<String> named = new HashSet<>();
        Optional<String> first = Optional.empty();
        for (int i = 0; i < entries.size(); i++) {
            Matcher entry = ENTRY.matcher(entries.get(i));
            if (!entry.matches()) {
                if (i > 0 || !entries.get(i).equals(NONE)) {
                    faults.add(new Faulty(String.valueOf(i + 1), Fault.ENTRY));
                }
                continue;
            }
            String id = entry.group(1);
            if (!named.add(id)) {
                faults.add(new Faulty(id, Fault.TWICE));
                continue;
            }
            first = i == 0 ? Optional.of(id) : first;
            try {
                byte[] text = entry.group(2).equals("env") ? variable(environment.apply(entry.group(3))) : file(entry.group(3), ofRecordings);
                keys.put(id, new RecordingKey(id, secret(text)));
            } catch (FaultException e) {
                faults.add(new Faulty(id, e.fault));
            }
        }
        return new RecordingKeys(keys, first, faults);
    }

    private static byte[] variable(String value) throws FaultException {
        if (value == null || value.isBlank()) {
            throw new FaultException(Fault.MISSING);
        }
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] file(String name, Predicate<Path> ofRecordings) throws FaultException {
        try {
            Path file = Settings.home().resolve(name).toAbsolutePath().normalize();
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FaultException(Fault.MISSING);
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FaultException(Fault.NO_FILE);
            }
            if (ofRecordings.test(file)) {
                throw new FaultException(Fault.AMONG_RECORDINGS);
            }
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String owner = attributes.owner().getName();
            if (!OF_THE_OWNER.containsAll(attributes.permissions()) || !List.of("root", System.getProperty("user.name")).contains(owner)) {
                throw new FaultException(Fault.READABLE);
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(MOST_BYTES);
            }
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            throw new FaultException(Fault.UNREADABLE); // the cause isn't kept: nothing of a key gets into a log
        }
    }

    private static byte[] secret(byte[] text) throws FaultException {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(new String(text, StandardCharsets.US_ASCII).strip());
        } catch (IllegalArgumentException e) {
            throw new FaultException(Fault.LENGTH);
        }
        if (secret.length != RecordingKey.LENGTH) {
            throw new FaultException(Fault.LENGTH);
        }
        Set<Byte> different = new HashSet<>();
        for (byte one : secret) {
            different.add(one);
        }
        if (different.size() < FEWEST_DIFFERENT) {
            throw new FaultException(Fault.WEAK);
        }
        return secret;
    }

    /** The key that encrypts new recordings; empty where none does, or it can't be used. */
    public Optional<RecordingKey> current() {
        return first.flatMap(this::key);
    }

    /** The key with this name; empty where it isn't there, or can't be used. */
    public Optional<RecordingKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    /** All that can be used. */
    public List<RecordingKey> all() {
        return List.copyOf(keys.values());
    }

    public List<Faulty> faults() {
        return faults;
    }

    private static final class FaultException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Fault fault;

        FaultException(Fault fault) {
            super(fault.name());
            this.fault = fault;
        }
    }
}
