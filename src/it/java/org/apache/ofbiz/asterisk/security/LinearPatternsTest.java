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
package org.apache.ofbiz.asterisk.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every pattern that a class of the component keeps is matched with 50 kB of hostile text, and is done at once. */
@Tag("security")
class LinearPatternsTest {

    private static final int SIZE = 50_000;
    /** Time on a processor, so that others who keep the cores busy make no pattern slow; a linear one needs a few milliseconds. */
    private static final Duration MOST = Duration.ofMillis(750);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Path CLASSES = Path.of("target", "classes");
    private static final List<String> SEEDS = List.of(" ", "0", "a", "+", "(", ")", "-", ".", "/", ";", ":", "@", ",", "\t ", "0 ", " 0", "a ",
            "a.", "(0", "0)", "0-", "{", "}", "${", "<", ">", "\\", "\"", "'", "%", "=", "&", "#", "*", "_", "\r\n", "\u00e9", "\u0663", "aA0 ",
            "+00 ", "1.", "a@", "x/", "../");

    @Test
    void eachIsLinear() throws IOException, InterruptedException {
        Map<String, Pattern> patterns = patterns();
        Attacks attacks = new Attacks("patterns");
        for (Map.Entry<String, Pattern> pattern : patterns.entrySet()) {
            for (String seed : SEEDS) {
                for (String end : List.of("", "!", "\n", "0", " ")) {
                    String text = seed.repeat(SIZE / seed.length()) + end;
                    boolean quick = isQuick(pattern.getValue(), text);
                    attacks.attack(pattern.getKey() + " with [" + seed + "]..." + end.strip(), quick);
                    if (!quick) {
                        break; // its thread is busy still
                    }
                }
            }
        }
        attacks.held(patterns.size() + " patterns");
        assertThat(patterns.size(), greaterThan(10));
    }

    private static boolean isQuick(Pattern pattern, String text) throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread matching = new Thread(() -> {
            try {
                pattern.matcher(text).matches();
                pattern.matcher(text).find();
                done.set(true);
            } catch (StackOverflowError deep) {
                done.set(false);
            }
        });
        matching.setDaemon(true);
        matching.start();
        do {
            matching.join(MOST.toMillis());
        } while (matching.isAlive() && THREADS.getThreadCpuTime(matching.getId()) < MOST.toNanos());
        return done.get();
    }

    private static Map<String, Pattern> patterns() throws IOException {
        Map<String, Pattern> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(CLASSES.resolve("org/apache/ofbiz/asterisk"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                try {
                    for (Field field : Class.forName(name).getDeclaredFields()) {
                        if (Modifier.isStatic(field.getModifiers()) && Pattern.class.isAssignableFrom(field.getType())) {
                            field.setAccessible(true);
                            found.put(name + "." + field.getName(), (Pattern) field.get(null));
                        }
                    }
                } catch (ReflectiveOperationException | LinkageError e) {
                    throw new AssertionError(name, e);
                }
            }
        }
        return found;
    }
}
