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
package org.apache.ofbiz.asterisk.lint;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.fixture.CountedText;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every regular expression of the component takes time in proportion to the text, whatever that is: counted in characters looked at, so
 * that no machine is too fast to fail. Patterns that admins write are RE2/J's and need no test.
 */
@Tag("lint")
class RegularExpressionsTest {

    private static final String JAVA_TEXT = "\"((?:[^\"\\\\]|\\\\.)*+)\"";
    /** Matchers have replaceAll and replaceFirst, too: of one argument. */
    private static final Pattern IN_JAVA = Pattern.compile("(?:(\\w+) = (?:java\\.util\\.regex\\.)?)?(?:(?:\\bPattern\\.compile|\\.(?:matches|split))"
            + "\\(\\s*+" + JAVA_TEXT + "|\\.replace(?:All|First)\\(\\s*+" + JAVA_TEXT + "\\s*+,)");
    private static final Pattern IN_GROOVY = Pattern.compile("(?:Pattern\\.compile\\(|\\.(?:matches|replaceAll|replaceFirst|split)\\(|==?~ )"
            + "(?:/((?:[^/\\\\\\n]|\\\\.)++)/|'((?:[^'\\\\\\n]|\\\\.)++)')");
    private static final List<String> USUAL = List.of(" ", "0", "a", "+", "-", "\"", "<", ";", ":", "\n");

    /** @param finds whether it is looked for within a text, and not only compared with all of it */
    private record Expression(Path file, String pattern, boolean finds) {
    }

    private static List<Expression> expressions() throws IOException {
        try (Stream<Path> files = Stream.of("src/main/java", "groovyScripts").flatMap(RegularExpressionsTest::files)) {
            return files.flatMap(file -> expressions(file).stream()).toList();
        }
    }

    private static Stream<Path> files(String folder) {
        try {
            return Files.walk(Path.of(folder)).filter(file -> file.toString().endsWith(".java") || file.toString().endsWith(".groovy")).sorted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Expression> expressions(Path file) {
        List<Expression> found = new ArrayList<>();
        try {
            String source = Files.readString(file);
            boolean java = file.toString().endsWith(".java");
            Matcher matcher = (java ? IN_JAVA : IN_GROOVY).matcher(source);
            while (matcher.find()) {
                String first = matcher.group(java ? 2 : 1);
                String text = first == null ? matcher.group(java ? 3 : 2) : first;
                String pattern = java ? text.translateEscapes() : text.replace("\\/", "/");
                found.add(new Expression(file, pattern, finds(source, matcher.group(), java ? matcher.group(1) : null)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static boolean finds(String source, String call, String constant) {
        if (constant == null || !call.contains("Pattern.compile")) {
            return !call.contains(".matches(") && !call.contains("==~") && !call.contains("Pattern.compile");
        }
        return source.contains(".find(") || source.lines().anyMatch(line -> line.contains(constant + ".matcher(") && line.contains(".replace"))
                || source.contains(constant + ".split(") || source.contains(constant + ".asPredicate(") || source.contains(".results(");
    }

    @TestFactory
    Stream<DynamicTest> eachTakesTimeInProportionToTheText() throws IOException {
        List<Expression> expressions = expressions();
        assertThat("expressions found", expressions.size(), greaterThan(40));
        return expressions.stream().map(expression -> DynamicTest.dynamicTest(
                expression.file().getFileName() + " " + expression.pattern(), () -> isLinear(expression.pattern(), expression.finds())));
    }

    private static void isLinear(String expression, boolean finds) {
        Pattern pattern = Pattern.compile(expression);
        for (String text : hostile(expression)) {
            assertDoesNotThrow(() -> pattern.matcher(new CountedText(text)).matches(), () -> "matches " + shown(text));
            if (finds) {
                assertDoesNotThrow(() -> pattern.matcher(new CountedText(text)).results().count(), () -> "finds in " + shown(text));
            }
        }
    }

    private static String shown(String text) {
        return "[" + text.substring(0, 12) + "..." + text.substring(text.length() - 6) + "]";
    }

    /** Each sign of the expression, and each two of them, over and over, with an end that fits nothing. */
    private static List<String> hostile(String expression) {
        Set<String> signs = new LinkedHashSet<>();
        Pattern.compile("[A-Za-z]{2,}|[^\\\\]").matcher(expression).results().map(sign -> sign.group()).limit(14).forEach(signs::add);
        signs.addAll(USUAL);
        List<String> texts = new ArrayList<>();
        signs.forEach(unit -> Stream.of("\u0001", "\n").forEach(end -> texts.add(unit.repeat(CountedText.LENGTH / unit.length()) + end)));
        List<String> few = signs.stream().limit(8).toList();
        few.forEach(first -> few.forEach(then -> {
            texts.add((first + then).repeat(CountedText.LENGTH / (first.length() + then.length())) + "\u0001");
            texts.add(first + then.repeat(CountedText.LENGTH / then.length()) + "\u0001");
        }));
        return texts;
    }

    @Test
    void anExpressionThatTakesLongerIsFound() {
        for (String slow : List.of("\\s*:", "(a+)+b", "^(\\d|\\d\\d)+$", "x*y", "<.*>")) {
            assertThrows(AssertionError.class, () -> isLinear(slow, true), slow);
        }
    }
}
