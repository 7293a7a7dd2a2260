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
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every pattern that a class of the component keeps is matched with 100 kB of hostile text, and is done at once. */
@Tag("security")
class LinearPatternsTest {

    private static final int SIZE = 100_000;
    private static final Path CLASSES = Path.of("target", "classes");
    private static final List<String> SEEDS = List.of(" ", "0", "a", "+", "(", ")", "-", ".", "/", ";", ":", "@", ",", "\t ", "0 ", " 0", "a ",
            "a.", "(0", "0)", "0-", "{", "}", "${", "<", ">", "\\", "\"", "'", "%", "=", "&", "#", "*", "_", "\r\n", "\u00e9", "\u0663", "aA0 ",
            "+00 ", "1.", "a@", "x/", "../");

    @Test
    void eachIsLinear() throws IOException {
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

    private static boolean isQuick(Pattern pattern, String text) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> {
            try {
                pattern.matcher(text).matches();
                pattern.matcher(text).find();
            } catch (StackOverflowError deep) {
                throw new IllegalStateException("too deep", deep);
            }
        });
        try {
            done.get(1_500, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (Exception e) {
            return false;
        }
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
