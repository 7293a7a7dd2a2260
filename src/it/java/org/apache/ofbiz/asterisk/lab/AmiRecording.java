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
package org.apache.ofbiz.asterisk.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An AMI dialogue, byte for byte, in the form that {@code src/test/resources/dialogues/README.md} describes. The secret is not part of it.
 * Thread-safe.
 */
public final class AmiRecording {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final long begin = System.nanoTime();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder out = new StringBuilder();
    private final List<String> lines = new ArrayList<>();

    /** Keeps what is read from this stream. */
    InputStream listening(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count > 0) {
                    bytes.write(buffer, offset, count);
                }
                return count;
            }
        };
    }

    void banner(String line) {
        note("banner", line);
    }

    void received(List<List<String>> headers) {
        note("in", headers);
    }

    synchronized void sent(String text) {
        String known = text.replaceAll("Secret: \\S+", "Secret: app-secret");
        out.append(known);
        for (String message : known.split("\r\n\r\n")) {
            note("out", Arrays.stream(message.split("\r\n")).map(line -> List.of(line.split(": ", 2))).toList());
        }
    }

    private synchronized void note(String direction, Object message) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("t", Math.round((System.nanoTime() - begin) / 100_000.0) / 10_000.0);
        line.put("dir", direction);
        line.put("msg", message);
        try {
            lines.add(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the three files of this dialogue. */
    public synchronized void save(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".ami"), bytes.toByteArray());
        Files.writeString(folder.resolve(name + ".sent"), out, StandardCharsets.UTF_8);
        Files.write(folder.resolve(name + ".jsonl"), lines);
    }
}
