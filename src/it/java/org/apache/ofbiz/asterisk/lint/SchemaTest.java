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

import static java.util.Map.entry;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.ofbiz.base.util.Debug;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Every descriptor validates against OFBiz's own schemas. They are not part of this component: the folder is named by the system
 * property {@code ofbiz.schemas}, or lies beside the component.
 */
@Tag("lint")
class SchemaTest {

    private static final Path SCHEMAS = Path.of(System.getProperty("ofbiz.schemas", "../shared/ofbiz/dtd"));

    private static final String SKIPPED = "SKIPPED: OFBiz's XML schemas are not at " + SCHEMAS + "; name their folder with -Dofbiz.schemas";

    /** By the root element of a descriptor. */
    private static final Map<String, String> SCHEMA_OF = Map.ofEntries(
            entry("ofbiz-component", "ofbiz-component.xsd"), entry("entitymodel", "entitymodel.xsd"),
            entry("services", "services.xsd"), entry("service-eca", "service-eca.xsd"),
            entry("entity-eca", "entity-eca.xsd"), entry("site-conf", "site-conf.xsd"),
            entry("screens", "widget-screen.xsd"), entry("forms", "widget-form.xsd"), entry("menus", "widget-menu.xsd"),
            entry("theme", "widget-theme.xsd"), entry("test-suite", "test-suite.xsd"), entry("resource", "ofbiz-properties.xsd"));

    @TestFactory
    Stream<DynamicTest> everyDescriptorValidates() {
        boolean present = Files.isDirectory(SCHEMAS);
        if (!present) {
            Debug.logWarning(SKIPPED, SchemaTest.class.getName());
        }
        assumeTrue(present, SKIPPED);
        Stream<Path> folders = Stream.of("entitydef", "servicedef", "widget", "testdef", "config", "webapp/asterisk/WEB-INF")
                .flatMap(folder -> Descriptors.files(folder, ".xml").stream());
        return Stream.concat(Stream.of(Path.of("ofbiz-component.xml")), folders)
                .filter(file -> !file.endsWith("web.xml")) // a servlet descriptor, not OFBiz's
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> assertThat(fault(file), is(Optional.empty()))));
    }

    private static Optional<String> fault(Path file) throws SAXException, IOException {
        String schema = SCHEMA_OF.get(Descriptors.root(file).getTagName());
        try {
            schema(schema).newValidator().validate(new StreamSource(file.toFile()));
            return Optional.empty();
        } catch (SAXParseException e) {
            return Optional.of(file + ":" + e.getLineNumber() + ": " + e.getMessage());
        }
    }

    /** The schemas include one another by web address: taken from the same folder by file name. */
    private static Schema schema(String name) throws SAXException {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> local(systemId));
        return factory.newSchema(SCHEMAS.resolve(name).toFile());
    }

    private static LSInput local(String systemId) {
        try {
            LSInput input = ((DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS")).createLSInput();
            input.setSystemId(systemId);
            input.setByteStream(Files.newInputStream(SCHEMAS.resolve(systemId.substring(systemId.lastIndexOf('/') + 1))));
            return input;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
