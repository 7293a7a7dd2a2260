/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
