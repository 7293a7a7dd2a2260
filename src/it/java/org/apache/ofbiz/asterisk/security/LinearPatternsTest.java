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
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.fixture.CountedText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every pattern that a class of the component keeps takes time in proportion to hostile text, and no more stack than a server's thread has. */
@Tag("security")
class LinearPatternsTest {

    private static final int DEEP = 20_000;
    private static final Path CLASSES = Path.of("target", "classes");
    private static final List<String> SEEDS = List.of(" ", "0", "a", "+", "(", ")", "-", ".", "/", ";", ":", "@", ",", "\t ", "0 ", " 0", "a ",
            "a.", "(0", "0)", "0-", "{", "}", "${", "<", ">", "\\", "\"", "'", "%", "=", "&", "#", "*", "_", "\r\n", "\u00e9", "\u0663", "aA0 ",
            "+00 ", "1.", "a@", "x/", "../");

    @Test
    void eachIsLinear() throws Exception {
        Map<String, Pattern> patterns = patterns();
        Attacks attacks = new Attacks("patterns");
        FutureTask<Void> matching = new FutureTask<>(() -> patterns.forEach((name, pattern) -> SEEDS.forEach(seed -> attack(attacks, name, pattern,
                seed))), null);
        new Thread(matching).start(); // the main thread's stack is larger than that of others
        matching.get();
        attacks.held(patterns.size() + " patterns");
        assertThat(patterns.size(), greaterThan(10));
    }

    private static void attack(Attacks attacks, String name, Pattern pattern, String seed) {
        boolean linear = true;
        for (String end : List.of("", "!", "\n", "0", " ")) {
            linear &= isLinear(pattern, seed.repeat(CountedText.LENGTH / seed.length()) + end);
            attacks.attack(name + " with [" + seed + "]..." + end.strip(), linear);
        }
        attacks.attack(name + " deep with [" + seed + "]", linear && isShallow(pattern, seed.repeat(DEEP / seed.length()) + "!"));
    }

    private static boolean isLinear(Pattern pattern, String text) {
        try {
            pattern.matcher(new CountedText(text)).matches();
            pattern.matcher(new CountedText(text)).find();
            return true;
        } catch (IllegalStateException | StackOverflowError tooMuch) {
            return false;
        }
    }

    private static boolean isShallow(Pattern pattern, String text) {
        try {
            pattern.matcher(text).matches();
            pattern.matcher(text).find();
            return true;
        } catch (StackOverflowError deep) {
            return false;
        }
    }

    @Test
    void aPatternThatTakesLongerIsFound() {
        String spaces = " ".repeat(CountedText.LENGTH) + "!";
        assertThat("linear", isLinear(Pattern.compile("\\s++:"), spaces.strip()), is(true));
        for (String slow : List.of("\\s+$", "( +)+:", "( | )*:x")) {
            assertThat(slow, isLinear(Pattern.compile(slow), spaces), is(false));
        }
        assertThat("deep", isShallow(Pattern.compile("(?:a|b)*c"), "ab".repeat(DEEP / 2)), is(false));
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
