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
package org.apache.ofbiz.asterisk.crm.recordings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files are sound, by their extension: those that Asterisk's MixMonitor writes, and that people make of them. Pure. */
public final class AudioTypes {

    /** Players know these names, also where OFBiz has no row for them. */
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(Map.entry("wav", "audio/wav"), Map.entry("wav49", "audio/wav"),
            Map.entry("wav16", "audio/wav"), Map.entry("mp3", "audio/mpeg"), Map.entry("ogg", "audio/ogg"), Map.entry("oga", "audio/ogg"),
            Map.entry("opus", "audio/ogg"), Map.entry("gsm", "audio/x-gsm"), Map.entry("flac", "audio/flac"), Map.entry("m4a", "audio/mp4"),
            Map.entry("au", "audio/basic"), Map.entry("ulaw", "audio/basic"));

    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z][A-Za-z0-9]{1,5}");

    private AudioTypes() {
    }

    /** The names that the same recording has in this and other formats, this first. */
    static List<String> names(String name) {
        String stem = stem(name);
        return Stream.concat(Stream.of(name), BY_EXTENSION.keySet().stream().sorted()
                .flatMap(extension -> Stream.of(extension, extension.toUpperCase(Locale.ROOT))).map(extension -> stem + '.' + extension))
                .distinct().toList();
    }

    /** The name without its extension, be it one of a format that no browser plays; the numbers at the end of a channel's id are none. */
    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && EXTENSION.matcher(name.substring(dot + 1)).matches() ? name.substring(0, dot) : name;
    }

    /** The type of this file's sound; empty for what is none. */
    public static Optional<String> of(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return Optional.ofNullable(BY_EXTENSION.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
                .filter(type -> name.lastIndexOf('.') > 0);
    }
}
