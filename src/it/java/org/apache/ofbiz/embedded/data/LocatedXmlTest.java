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
package org.apache.ofbiz.embedded.data;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.base.util.string.FlexibleStringExpander;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LocatedXmlTest {
    @TempDir
    private Path folder;

    private Element read(String text) throws IOException {
        return LocatedXml.parse(Files.writeString(folder.resolve("x.xml"), text)).getDocumentElement();
    }

    @Test
    void anElementKnowsItsLine() throws IOException {
        Element root = read("<a>\n  <b/>\n  <c\n   d='1'/>\n</a>");

        assertThat(LocatedXml.line(LocatedXml.children(root).get(0)), is(2));
        assertThat(LocatedXml.where(LocatedXml.children(root).get(1)), is(folder.resolve("x.xml") + ":4"));
    }

    @Test
    void whatIsNotNamedIsRefused() throws IOException {
        Element root = read("<a e='f'>\n  <b/>\n</a>");

        assertThat(assertThrows(UnsupportedDescriptorException.class, () -> LocatedXml.onlyChildren(root, "c")).line(), is(2));
        assertThat(assertThrows(UnsupportedDescriptorException.class, () -> LocatedXml.onlyAttributes(root, "g")).getMessage(),
                containsString("attribute e"));
    }

    @Test
    void aDocumentTypeAndWithItAnExternalEntityIsRefused() {
        assertThrows(UnsupportedDescriptorException.class, () -> read("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n<a>&x;</a>"));
    }

    @Test
    void aFileIsParsedOnceForAsLongAsItStaysAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("kept.xml"), "<a/>");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Document first = LocatedXml.parse(file);
        assertThat(LocatedXml.parse(file), is(sameInstance(first)));
        assertThat("by its address, too", LocatedXml.parse(file.toUri().toURL()), is(sameInstance(first)));

        Files.writeString(file, "<b/>");
        assertThat(LocatedXml.parse(file).getDocumentElement().getTagName(), is("b"));
        Files.writeString(file, "<c/>");
        assertThat("at once after the last change", LocatedXml.parse(file).getDocumentElement().getTagName(), is("c"));
    }

    @Test
    void aTreeOfOnesOwnIsTheSameAsTheSharedOne() throws IOException {
        Path file = Files.writeString(folder.resolve("own.xml"), "<a x='1'><!-- c -->\n  <b>text<![CDATA[more]]></b>\n  <b d='2'/>\n</a>");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Document shared = LocatedXml.parse(file);
        Document own = LocatedXml.parseOwn(file.toUri().toURL());

        assertThat(own.isEqualNode(shared), is(true));
        assertThat("of another tree", own.getDocumentElement(), is(not(sameInstance(shared.getDocumentElement()))));
        Element second = LocatedXml.children(own.getDocumentElement()).get(1);
        assertThat(LocatedXml.where(second), is(file + ":3"));
        assertThat(LocatedXml.parse(file), is(sameInstance(shared)));
    }

    @Test
    void textIsExpandedFromPathsAndGroovy() {
        Map<String, Object> context = Map.of("party", Map.of("name", "Anna"), "calls", List.of(3, 4), "locale", Locale.ENGLISH);

        assertThat(FlexibleStringExpander.expandString("${party.name}: ${calls[1]} of ${groovy: calls.sum { it }}${missing}", context),
                is("Anna: 4 of 7"));
        assertThrows(IllegalArgumentException.class, () -> FlexibleStringExpander.getInstance("${1 + 1}"));
    }
}
