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
package org.apache.ofbiz.asterisk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The arrows of the house: {@code ami -> call <- desk <- push}, {@code crm -> call, desk}, and only the root package sees all. */
@Tag("lint")
class ArchitectureTest {

    private static final String ROOT = "org.apache.ofbiz.asterisk";
    private static final JavaClasses COMPONENT = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void callIsPureJava() {
        classes().that().resideInAPackage(ROOT + ".call..")
                .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + ".call..", "java..")
                .check(COMPONENT);
    }

    @Test
    void deskIsPureJavaAndKnowsOnlyCalls() {
        classes().that().resideInAPackage(ROOT + ".desk..")
                .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + ".desk..", ROOT + ".call..", "java..")
                .check(COMPONENT);
    }

    @Test
    void amiKnowsOnlyCalls() {
        noRoom("ami", "desk", "push", "crm");
    }

    @Test
    void pushKnowsDeskAndCalls() {
        noRoom("push", "ami", "crm");
    }

    @Test
    void crmKnowsDeskAndCalls() {
        noRoom("crm", "ami", "push");
    }

    @Test
    void onlyTheRootPackageTiesTheRoomsTogether() {
        noClasses().that().resideInAnyPackage(ROOT + ".*..")
                .should().dependOnClassesThat().resideInAPackage(ROOT)
                .check(COMPONENT);
    }

    @Test
    void setUpKnowsTheRoomsAndNoRoomKnowsIt() {
        noClasses().that().resideInAnyPackage(ROOT + ".ami..", ROOT + ".call..", ROOT + ".desk..", ROOT + ".push..", ROOT + ".crm..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".setup..")
                .check(COMPONENT);
        noRoom("setup", "push");
    }

    @Test
    void asteriskJavaStaysInAmi() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".ami..")
                .should().dependOnClassesThat().resideInAPackage("org.asteriskjava..")
                .check(COMPONENT);
    }

    @Test
    void theComponentNeverNeedsTheEmbeddedHost() {
        noClasses().that().resideInAPackage(ROOT + "..")
                .should().dependOnClassesThat().resideInAPackage("org.apache.ofbiz.embedded..")
                .check(COMPONENT);
    }

    /** OFBiz's own build compiles src/test/java, and its class path has neither of these. */
    @Test
    void unitTestsNeedNoLibraryThatOfbizLacks() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(file.toString(), Files.readString(file),
                        not(matchesPattern("(?s).*import (static )?org\\.(junit\\.jupiter\\.params|mockito\\.junit).*")));
            }
        }
    }

    private static void noRoom(String room, String... others) {
        for (String other : others) {
            noClasses().that().resideInAPackage(ROOT + '.' + room + "..")
                    .should().dependOnClassesThat().resideInAPackage(ROOT + '.' + other + "..")
                    .check(COMPONENT);
        }
    }
}
