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
package org.apache.ofbiz.asterisk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The machine a harness runs on, in one line. */
public final class Machine {

    private Machine() {
    }

    /** Prints the line; the harness {@code machine}. */
    public static void main(String[] arguments) {
        new Table("machine", "The machine", "machine").row(words()).print();
    }

    /** Cores, memory, processor, system and JVM. */
    public static String words() {
        return String.format(Locale.ROOT, "%d cores (%s), %s of memory, %s %s, JVM %s (%s), heap up to %d MB",
                Runtime.getRuntime().availableProcessors(), line("/proc/cpuinfo", "model name"), memory(),
                System.getProperty("os.name"), System.getProperty("os.version"), Runtime.version(), System.getProperty("java.vm.name"),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static String memory() {
        String kilobytes = line("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kilobytes.isEmpty() ? "an unknown amount" : (Long.parseLong(kilobytes) >> 20) + " GB";
    }

    private static String line(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name)).findFirst().map(line -> line.substring(line.indexOf(':') + 1).trim()).orElse("");
        } catch (IOException notLinux) {
            return "";
        }
    }
}
