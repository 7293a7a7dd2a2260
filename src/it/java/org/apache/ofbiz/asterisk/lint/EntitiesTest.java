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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.isIn;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

/** Entities, and the data files and permissions that speak of them. */
@Tag("lint")
class EntitiesTest {

    /** What holds rows: a file, and each part of it that says what becomes of rows that are there. */
    private static final List<Element> DATA = Descriptors.files("data", ".xml").stream().map(Descriptors::root)
            .flatMap(root -> Stream.concat(Stream.of(root), Stream.of("create", "create-update", "create-replace", "delete")
                    .flatMap(part -> Descriptors.children(root, part).stream()))).toList();
    /** An OFBiz id is at most this long. */
    private static final int ID_LENGTH = 20;
    /** Databases shorten longer names. */
    private static final int CONSTRAINT_LENGTH = 18;
    /** Words that one database or another keeps for itself and that a field could well be named; OFBiz warns of them at each start. */
    private static final Set<String> WORDS_OF_SQL = Set.of(
            "action", "admin", "after", "alias", "attribute", "audit", "before", "begin", "check", "class", "column", "comment",
            "condition", "connect", "constraint", "current", "cursor", "data", "date", "day", "default", "delete", "depth", "domain",
            "end", "escape", "exception", "external", "file", "first", "for", "format", "from", "function", "general", "global", "grant",
            "group", "hour", "identity", "index", "input", "interval", "key", "language", "last", "length", "level", "limit", "link",
            "local", "lock", "mode", "module", "month", "name", "new", "next", "none", "number", "object", "of", "old", "on", "option",
            "order", "output", "owner", "parameter", "partition", "password", "path", "period", "position", "prefix", "primary", "prior",
            "privileges", "public", "range", "read", "references", "release", "result", "role", "row", "rule", "schema", "section",
            "sequence", "session", "set", "share", "size", "space", "start", "state", "status", "table", "temporary", "text", "then",
            "time", "timestamp", "to", "transaction", "trigger", "type", "union", "unique", "update", "usage", "user", "using", "value",
            "values", "version", "view", "when", "where", "with", "work", "write", "year", "zone");
    private static final Pattern PERMISSION = Pattern.compile("'(_[A-Z]+)'|\"(_[A-Z]+)\"");

    @Test
    void keysRelationsAndIndexesNameFieldsThatAreThere() {
        for (Element entity : Descriptors.children(EntityFields.MODEL, "entity")) {
            String name = entity.getAttribute("entity-name");
            Set<String> fields = EntityFields.of(name, "all");
            assertThat(name, Descriptors.values(entity, "prim-key", "field"), everyItem(isIn(fields)));
            assertThat(name, Descriptors.values(entity, "index-field", "name"), everyItem(isIn(fields)));
            for (Element relation : Descriptors.children(entity, "relation")) {
                assertThat(name, Descriptors.values(relation, "key-map", "field-name"), everyItem(isIn(fields)));
                String other = relation.getAttribute("rel-entity-name");
                EntityFields.find(other).ifPresent(own -> {
                    for (Element key : Descriptors.children(relation, "key-map")) {
                        String field = key.hasAttribute("rel-field-name") ? key.getAttribute("rel-field-name") : key.getAttribute("field-name");
                        assertThat(name + " -> " + other, field, isIn(EntityFields.of(other, "all")));
                    }
                });
            }
        }
    }

    /** OFBiz's screens know the whole context by that name: a list would show it in place of the field. */
    @Test
    void noFieldIsNamedContext() {
        for (Element entity : Descriptors.children(EntityFields.MODEL, "entity")) {
            assertThat(entity.getAttribute("entity-name"), "context", not(isIn(EntityFields.of(entity.getAttribute("entity-name"), "all"))));
        }
    }

    @Test
    void noFieldIsAWordOfSql() {
        for (Element entity : Descriptors.children(EntityFields.MODEL, "entity")) {
            String name = entity.getAttribute("entity-name");
            assertThat(name, EntityFields.of(name, "all"), everyItem(not(isIn(WORDS_OF_SQL))));
        }
    }

    @Test
    void everyEntityIsTitledAndDescribed() {
        for (Element entity : Descriptors.children(EntityFields.MODEL)) {
            if (entity.hasAttribute("entity-name")) {
                assertThat(entity.getAttribute("entity-name"), entity.getAttribute("title"), not(is("")));
                assertThat(entity.getAttribute("entity-name"), Descriptors.children(entity, "description"), not(empty()));
            }
        }
    }

    @Test
    void namesOfIndexesAndForeignKeysAreShortAndOnce() {
        Set<String> seen = new HashSet<>();
        for (Element entity : Descriptors.children(EntityFields.MODEL, "entity")) {
            TreeSet<String> names = new TreeSet<>(Descriptors.values(entity, "index", "name"));
            names.addAll(Descriptors.values(entity, "relation", "fk-name"));
            for (String name : names) {
                assertThat(name, name.length(), lessThanOrEqualTo(CONSTRAINT_LENGTH));
                assertThat(name + " is there twice", seen.add(name), is(true));
            }
        }
    }

    @Test
    void dataFilesNameFieldsThatAreThere() {
        for (Element row : DATA.stream().flatMap(file -> Descriptors.children(file).stream()).toList()) {
            if (EntityFields.find(row.getTagName()).isEmpty()) {
                continue; // OFBiz's own
            }
            Set<String> fields = EntityFields.of(row.getTagName(), "all");
            NamedNodeMap attributes = row.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                assertThat(row.getTagName(), ((Attr) attributes.item(i)).getName(), isIn(fields));
            }
        }
    }

    @Test
    void idsFitAndEnumerationsHaveTheirType() {
        Set<String> types = new TreeSet<>();
        DATA.forEach(file -> types.addAll(Descriptors.values(file, "EnumerationType", "enumTypeId")));
        for (Element file : DATA) {
            for (Element enumeration : Descriptors.children(file, "Enumeration")) {
                assertThat(enumeration.getAttribute("enumId").length(), lessThanOrEqualTo(ID_LENGTH));
                assertThat(enumeration.getAttribute("enumTypeId"), isIn(types));
            }
            assertThat(types.stream().filter(type -> type.length() > ID_LENGTH).toList(), empty());
        }
    }

    @Test
    void widgetsNameEnumerationsOfTheSeedData() {
        Set<String> known = new TreeSet<>();
        DATA.forEach(file -> known.addAll(Descriptors.values(file, "Enumeration", "enumId")));
        for (Path file : Descriptors.files("widget", ".xml")) {
            Descriptors.values(Descriptors.root(file), "option", "key").stream().filter(key -> key.startsWith("AST_"))
                    .forEach(key -> assertThat(file.toString(), key, isIn(known)));
        }
    }

    /** Who removes the component and its data drops each table. */
    @Test
    void thePageAboutUninstallingNamesTheTableOfEachEntity() {
        List<String> dropped = Pattern.compile("`([A-Z_*]+)`").matcher(Descriptors.text(Path.of("docs/uninstall.md"))
                .replaceAll("(?s).*\\| tables \\|([^\\n]*).*", "$1")).results().map(found -> found.group(1)).toList();
        assertThat(Descriptors.values(EntityFields.MODEL, "entity", "entity-name").stream()
                .map(entity -> entity.replaceAll("(?<!^)(?=[A-Z])", "_").toUpperCase(Locale.ROOT))
                .filter(table -> dropped.stream().noneMatch(name -> table.matches(name.replace("*", ".+")))).toList(), empty());
    }

    @Test
    void permissionsThatAreAskedForAreSeeded() {
        Set<String> seeded = new TreeSet<>();
        DATA.forEach(file -> seeded.addAll(Descriptors.values(file, "SecurityPermission", "permissionId")));
        Set<String> askedFor = new TreeSet<>();
        for (Path file : List.of(Path.of("groovyScripts/PermissionServices.groovy"),
                Path.of("src/main/java/org/apache/ofbiz/asterisk/web/CallRequests.java"))) {
            Matcher permission = PERMISSION.matcher(Descriptors.text(file));
            while (permission.find()) {
                askedFor.add("ASTERISK" + (permission.group(1) == null ? permission.group(2) : permission.group(1)));
            }
        }
        assertThat(askedFor, everyItem(isIn(seeded)));
        assertThat(askedFor, not(empty()));
        DATA.forEach(file -> Descriptors.values(file, "SecurityGroupPermission", "permissionId").stream()
                .filter(permission -> permission.startsWith("ASTERISK"))
                .forEach(permission -> assertThat(permission, isIn(seeded))));
    }

    @Test
    void queriesOfWidgetsNameFieldsThatAreThere() {
        for (Path file : Descriptors.files("widget", ".xml")) {
            Element widgets = Descriptors.root(file);
            for (String action : List.of("entity-condition", "entity-one")) {
                for (Element query : Descriptors.all(widgets, action)) {
                    Set<String> fields = EntityFields.of(query.getAttribute("entity-name"), "all");
                    for (String part : List.of("condition-expr", "order-by", "field-map")) {
                        assertThat(file.toString(), Descriptors.values(query, part, "field-name"), everyItem(isIn(fields)));
                    }
                }
            }
        }
    }
}
