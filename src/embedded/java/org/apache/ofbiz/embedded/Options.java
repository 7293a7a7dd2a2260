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
package org.apache.ofbiz.embedded;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param pbx        "simulated" or HOST:PORT
 * @param recordings the folder that a real PBX writes recordings to, where it is on this machine
 */
record Options(int httpPort, Path dataFolder, String pbx, String pbxUser, Optional<Path> recordings, boolean demo) {

    private static final int HIGHEST_PORT = 65_535;

    /** @throws IllegalArgumentException with a line for the user when an option is unknown or wrong */
    static Options parse(List<String> arguments) {
        Options options = new Options(8080, Path.of("runtime"), "simulated", "ofbiz", Optional.empty(), true);
        Deque<String> rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            String name = rest.pop();
            try {
                options = options.with(name, rest);
            } catch (NoSuchElementException e) {
                throw new IllegalArgumentException("option " + name + " needs a value", e);
            }
        }
        return options;
    }

    private Options with(String name, Deque<String> rest) {
        return switch (name) {
        case "--http" -> new Options(port(name, rest.pop(), 0), dataFolder, pbx, pbxUser, recordings, demo);
        case "--data" -> new Options(httpPort, Path.of(rest.pop()), pbx, pbxUser, recordings, demo);
        case "--pbx" -> new Options(httpPort, dataFolder, pbxAddress(rest.pop()), pbxUser, recordings, demo);
        case "--pbx-user" -> new Options(httpPort, dataFolder, pbx, rest.pop(), recordings, demo);
        case "--recordings" -> new Options(httpPort, dataFolder, pbx, pbxUser, Optional.of(Path.of(rest.pop())), demo);
        case "--demo", "--no-demo" -> new Options(httpPort, dataFolder, pbx, pbxUser, recordings, name.equals("--demo"));
        default -> throw new IllegalArgumentException("unknown option " + name + "; ./run --help lists them");
        };
    }

    private static int port(String name, String text, int lowest) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
        if (port < lowest || port > HIGHEST_PORT) {
            throw new IllegalArgumentException(name + " needs a port from " + lowest + " to " + HIGHEST_PORT + ", not \"" + text + "\"");
        }
        return port;
    }

    private static String pbxAddress(String text) {
        int colon = text.lastIndexOf(':');
        if (!text.equals("simulated") && colon < 1) {
            throw new IllegalArgumentException("--pbx needs simulated, lab or HOST:PORT, not \"" + text + "\"");
        }
        if (colon > 0) {
            port("--pbx", text.substring(colon + 1), 1);
        }
        return text;
    }
}
