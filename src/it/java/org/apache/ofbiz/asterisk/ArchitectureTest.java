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

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The packages and their arrows, sub-packages included: {@code AsteriskContainer -> service, web -> center -> health -> push, crm, setup ->
 * acd, ami -> call}. An arrow may skip layers, never point up or sideways unless it is named here.
 */
@Tag("lint")
class ArchitectureTest {

    private static final String ROOT = "org.apache.ofbiz.asterisk";
    private static final JavaClasses COMPONENT = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void arrowsPointDown() {
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("container").definedBy(ROOT)
                .layer("service").definedBy(ROOT + ".service..")
                .layer("web").definedBy(ROOT + ".web..")
                .layer("center").definedBy(ROOT + ".center..")
                .layer("health").definedBy(ROOT + ".health..")
                .layer("push").definedBy(ROOT + ".push..")
                .layer("crm").definedBy(ROOT + ".crm..")
                .layer("setup").definedBy(ROOT + ".setup..")
                .layer("acd").definedBy(ROOT + ".acd..")
                .layer("ami").definedBy(ROOT + ".ami..")
                .layer("call").definedBy(ROOT + ".call..")
                .whereLayer("container").mayNotBeAccessedByAnyLayer()
                .whereLayer("service").mayOnlyBeAccessedByLayers("container")
                .whereLayer("web").mayOnlyBeAccessedByLayers("container")
                .whereLayer("center").mayOnlyBeAccessedByLayers("container", "service", "web")
                .whereLayer("health").mayOnlyBeAccessedByLayers("service", "web", "center")
                .whereLayer("push").mayOnlyBeAccessedByLayers("service", "web", "center", "health")
                .whereLayer("crm").mayOnlyBeAccessedByLayers("service", "web", "center", "health")
                .whereLayer("setup").mayOnlyBeAccessedByLayers("service", "web", "center", "health")
                .whereLayer("acd").mayOnlyBeAccessedByLayers("service", "web", "center", "health", "push", "crm", "setup")
                .whereLayer("ami").mayOnlyBeAccessedByLayers("service", "web", "center", "health", "setup")
                .check(COMPONENT);
    }

    @Test
    void noCircleAmongPackages() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(COMPONENT);
    }

    @Test
    void callIsPureJava() {
        classes().that().resideInAPackage(ROOT + ".call..")
                .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + ".call..", "java..")
                .check(COMPONENT);
    }

    @Test
    void acdIsPureJavaAndKnowsOnlyCalls() {
        classes().that().resideInAPackage(ROOT + ".acd..")
                .should().onlyDependOnClassesThat().resideInAnyPackage(ROOT + ".acd..", ROOT + ".call..", "java..")
                .check(COMPONENT);
    }

    @Test
    void rootPackageHoldsTheContainerAlone() {
        classes().that().resideInAPackage(ROOT).should().haveSimpleName("AsteriskContainer").check(COMPONENT);
    }

    @Test
    void asteriskJavaStaysInAmi() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".ami..")
                .should().dependOnClassesThat().resideInAPackage("org.asteriskjava..")
                .check(COMPONENT);
    }

    /** Services and scripts have a delegator only, and ask {@code CallCenter.settings(delegator)}. */
    @Test
    void settingsAreComposedInTheCenterAndReadInOnePlace() throws IOException {
        noClasses().that().resideOutsideOfPackage(ROOT + ".center").should().callMethod(Settings.class, "of", Delegator.class).check(COMPONENT);
        noClasses().that().doNotHaveSimpleName("Settings").and().doNotHaveSimpleName("KnownHosts")
                .should(callMethodWhere(target(name("getPropertyValue"))))
                .check(COMPONENT);
        try (Stream<Path> scripts = Files.walk(Path.of("groovyScripts"))) {
            for (Path script : scripts.filter(Files::isRegularFile).toList()) {
                assertThat(script.toString(), Files.readString(script), not(matchesPattern("(?s).*\\b(Settings\\.of|getPropertyValue)\\(.*")));
            }
        }
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
}
