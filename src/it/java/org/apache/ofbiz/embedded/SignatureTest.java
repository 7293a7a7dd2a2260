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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.data.Backend;
import org.junit.jupiter.api.Test;

/**
 * Compares the embedded host's slice with OFBiz's public signatures, as javap prints them: what the slice has publicly, OFBiz must have
 * too, with the same types, generics and exceptions.
 */
class SignatureTest {
    private static final Pattern SLICE = Pattern.compile(
            "org\\.apache\\.ofbiz\\.(base|entity|service|security|webapp|widget|party|content|common)\\..*");
    private static final Pattern PARENT = Pattern.compile(".* extends ([\\w.$]+).*");
    private static final Pattern HEADER = Pattern.compile("(.*?)\\b(class|interface) ([\\w.$]+)(.*?)\\{");
    private static final Path FILE = Path.of(System.getProperty("ofbiz.signatures", "../shared/ofbiz/api-signatures.txt"));

    private static final String SKIPPED = "SKIPPED: OFBiz's signatures are not at " + FILE.toAbsolutePath()
            + "; name their file with -Dofbiz.signatures";
    private static final String MODULE = SignatureTest.class.getName();

    private record OfbizType(String kind, String parent, Set<String> members) {
    }

    @Test
    void whatTheSliceOffersOfbizOffersToo() throws Exception {
        boolean present = Files.exists(FILE);
        if (!present) {
            Debug.logWarning(SKIPPED, MODULE);
        }
        assumeTrue(present, SKIPPED);
        Map<String, OfbizType> ofbiz = read();
        List<String> differences = new ArrayList<>();
        int compared = 0;

        for (Class<?> type : slice()) {
            if (ofbiz.containsKey(type.getName())) {
                compared++;
                compare(type, ofbiz.get(type.getName()), differences);
            }
        }

        Debug.logInfo(compared + " types compared, " + differences.size() + " differences", MODULE);
        assertThat(compared, greaterThan(30));
        assertThat(String.join("\n", differences), differences, empty());
    }

    private static Map<String, OfbizType> read() throws IOException {
        Map<String, OfbizType> types = new HashMap<>();
        OfbizType current = null;
        for (String line : Files.readAllLines(FILE)) {
            Matcher header = HEADER.matcher(line);
            if (header.matches()) {
                Matcher parent = PARENT.matcher(header.group(4).replaceFirst("^<.*>(?= extends| implements|$)", ""));
                String kind = header.group(1).replace("abstract ", header.group(2).equals("interface") ? "" : "abstract ") + header.group(2);
                current = new OfbizType(kind, parent.matches() && header.group(2).equals("class") ? parent.group(1) : "", new HashSet<>());
                types.put(header.group(3), current);
            } else if (current != null && line.startsWith("  ")) {
                current.members().add(normal(line.replaceFirst(";$", "")));
            }
        }
        return types;
    }

    private static List<Class<?>> slice() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(Backend.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                if (SLICE.matcher(name).matches()) {
                    types.add(Class.forName(name, false, SignatureTest.class.getClassLoader()));
                }
            }
        }
        return types;
    }

    private static void compare(Class<?> type, OfbizType ofbiz, List<String> differences) {
        String modifiers = Modifier.toString(type.getModifiers() & ~(type.isInterface() ? Modifier.ABSTRACT | Modifier.INTERFACE : 0));
        String kind = modifiers + (type.isInterface() ? " interface" : " class");
        if (!kind.equals(ofbiz.kind().trim())) {
            differences.add(type.getName() + " is " + kind + ", OFBiz's is " + ofbiz.kind());
        }
        String parent = type.getSuperclass() == null || type.getSuperclass() == Object.class ? "" : type.getSuperclass().getName();
        if (!parent.equals(ofbiz.parent())) {
            differences.add(type.getName() + " extends " + parent + ", OFBiz's " + ofbiz.parent());
        }
        Stream.concat(Stream.of(type.getDeclaredMethods()), Stream.of(type.getDeclaredConstructors()))
                .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic() && !isObjects(member))
                .map(member -> text(type, member)).filter(text -> !ofbiz.members().contains(text))
                .forEach(text -> differences.add(type.getName() + ": OFBiz has no " + text));
        Stream.of(type.getDeclaredFields()).filter(field -> Modifier.isPublic(field.getModifiers()) && !field.isSynthetic())
                .map(field -> normal(Modifier.toString(field.getModifiers()) + " " + field.getGenericType().getTypeName() + " " + field.getName()))
                .filter(text -> !ofbiz.members().contains(text)).forEach(text -> differences.add(type.getName() + ": OFBiz has no " + text));
    }

    /** True for what every class has anyway. */
    private static boolean isObjects(Executable member) {
        return member instanceof Method method && Stream.of(Object.class.getMethods()).anyMatch(known ->
                known.getName().equals(method.getName()) && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    private static String text(Class<?> type, Executable member) {
        String text = member.toGenericString();
        String qualified = " " + type.getName() + "." + member.getName() + "(";
        return normal(member instanceof Constructor<?> ? text : text.replace(qualified, " " + member.getName() + "("));
    }

    private static String normal(String text) {
        return text.trim().replace("? extends java.lang.Object", "?").replaceAll(",\\s+", ",").replace("transient ", "").replace("synchronized ", "")
                .replace(" extends java.lang.Object>", ">");
    }
}
