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
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.ofbiz.embedded.data.UnsupportedDescriptorException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class HostStartIT {

    private static final String COMPONENT = """
            <ofbiz-component name="odd"><resource-loader name="main" type="component"/>%s</ofbiz-component>""";

    @TempDir
    private Path folder;

    @Test
    void givenAScreenWithAnElementTheHostLacksThenTheStartStopsAndSaysWhere() throws IOException {
        component("", "widget/OddScreens.xml", """
                <screens xmlns="http://ofbiz.apache.org/Widget-Screen">
                    <screen name="main"><section><widgets>
                        <column-container id="X"/>
                    </widgets></section></screen>
                </screens>""");

        assertThat(refusal(), allOf(containsString("OddScreens.xml:3"), containsString("column-container")));
    }

    @Test
    void givenAFormWithAnAttributeTheHostLacksThenTheStartStopsAndSaysWhere() throws IOException {
        component("", "widget/OddForms.xml", """
                <forms xmlns="http://ofbiz.apache.org/Widget-Form">
                    <form name="odd" type="single"><field name="a"><text client-autocomplete-field="false"/></field></form>
                </forms>""");

        assertThat(refusal(), allOf(containsString("OddForms.xml:2"), containsString("client-autocomplete-field")));
    }

    @Test
    void givenAControllerWithAResponseTypeTheHostLacksThenTheStartStopsAndSaysWhere() throws IOException {
        component("<webapp name=\"odd\" title=\"Odd\" server=\"default-server\" location=\"webapp/odd\" mount-point=\"/odd\"/>",
                "webapp/odd/WEB-INF/controller.xml", """
                <site-conf xmlns="http://ofbiz.apache.org/Site-Conf">
                    <request-map uri="main"><response name="success" type="cross-redirect" value="x"/></request-map>
                </site-conf>""");
        write("webapp/odd/WEB-INF/web.xml", """
                <web-app version="4.0" xmlns="http://xmlns.jcp.org/xml/ns/javaee"><servlet><servlet-name>c</servlet-name>
                <servlet-class>org.apache.ofbiz.webapp.control.ControlServlet</servlet-class>
                <load-on-startup>1</load-on-startup></servlet></web-app>""");

        assertThat(refusal(), allOf(containsString("controller.xml:2"), containsString("cross-redirect")));
    }

    @Test
    void givenATakenPortThenOneLineSaysSo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(run("--http", port, "--data", folder.resolve("data").toString()), is("run: port " + port + " is taken\n"));
        }
    }

    @Test
    void givenAFolderThatIsAFileThenOneLineSaysSo() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(run("--http", "0", "--data", file.toString()), is("run: cannot write to the data folder " + file + "\n"));
    }

    @Test
    void givenAnUnknownOptionThenOneLineSaysSo() throws Exception {
        assertThat(run("--colour"), is("run: unknown option --colour; ./run --help lists them\n"));
        assertThat(run("--http", "99999"), is("run: --http needs a port from 0 to 65535, not \"99999\"\n"));
        assertThat(run("--http"), is("run: option --http needs a value\n"));
        assertThat(run("--pbx", "127.0.0.1:5038"), containsString("ASTERISK_PBX_SECRET"));
    }

    private static String run(String... arguments) throws InterruptedException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        boolean fine = Main.run(List.of(arguments), new PrintStream(new ByteArrayOutputStream()), new PrintStream(errors, true));
        assertThat("started although it should not", fine, is(false));
        return errors.toString(StandardCharsets.UTF_8);
    }

    private void component(String inside, String file, String content) throws IOException {
        write("ofbiz-component.xml", COMPONENT.formatted(inside));
        write(file, content);
    }

    private void write(String file, String content) throws IOException {
        Path path = folder.resolve("odd").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private String refusal() {
        List<Path> folders = new ArrayList<>(EmbeddedHost.componentFolders(Path.of("")));
        folders.set(folders.size() - 1, folder.resolve("odd"));
        EmbeddedHost.Config config = EmbeddedHost.Config.of(folder.resolve("data")).withComponentFolders(folders).withReaders(Set.of());
        return assertThrows(UnsupportedDescriptorException.class, () -> EmbeddedHost.start(config).close()).getMessage();
    }
}
