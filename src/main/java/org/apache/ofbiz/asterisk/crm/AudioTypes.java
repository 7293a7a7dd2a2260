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
package org.apache.ofbiz.asterisk.crm;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which files are sound, by their extension: those that Asterisk's MixMonitor writes, and that people make of them. Pure. */
final class AudioTypes {

    /** Players know these names, also where OFBiz has no row for them. */
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(Map.entry("wav", "audio/wav"), Map.entry("wav49", "audio/wav"),
            Map.entry("wav16", "audio/wav"), Map.entry("mp3", "audio/mpeg"), Map.entry("ogg", "audio/ogg"), Map.entry("oga", "audio/ogg"),
            Map.entry("opus", "audio/ogg"), Map.entry("gsm", "audio/x-gsm"), Map.entry("flac", "audio/flac"), Map.entry("m4a", "audio/mp4"),
            Map.entry("au", "audio/basic"), Map.entry("ulaw", "audio/basic"));

    private AudioTypes() {
    }

    /** The type of this file's sound; empty for what is none. */
    static Optional<String> of(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        return Optional.ofNullable(BY_EXTENSION.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)))
                .filter(type -> name.lastIndexOf('.') > 0);
    }
}
