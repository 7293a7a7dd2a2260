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
package org.apache.ofbiz.asterisk.health;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;

/** Which versions run here. What is not there, or does not say, is empty. */
public final class Versions {

    /** Of this component; the same as in pom.xml. */
    static final String COMPONENT = "0.1.0";

    private static final String MODULE = Versions.class.getName();

    private Versions() {
    }

    public static SystemMetrics.Versions find() {
        Path home = Settings.home();
        return new SystemMetrics.Versions(COMPONENT, System.getProperty("java.version"), ofbiz(home.resolve("VERSION")),
                library("org.asteriskjava.manager.ManagerConnection", "/META-INF/maven/org.asteriskjava/asterisk-java/pom.properties"),
                library("org.apache.tomcat.websocket.server.WsServerContainer", ""));
    }

    /** Releases and branches of OFBiz carry a file with one line. */
    public static Optional<String> ofbiz(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file).lines().findFirst().map(String::strip) : Optional.empty();
        } catch (IOException e) {
            Debug.logInfo("Couldn't read the version of OFBiz: " + e, MODULE);
            return Optional.empty();
        }
    }

    /** @param description where the library's Maven properties are, for one whose manifest tells no version */
    public static Optional<String> library(String className, String description) {
        try {
            Class<?> found = Class.forName(className, false, Versions.class.getClassLoader());
            return Optional.of(Optional.ofNullable(found.getPackage().getImplementationVersion()).orElseGet(() -> described(found, description)));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static String described(Class<?> found, String description) {
        Properties properties = new Properties();
        try (InputStream in = found.getResourceAsStream(description)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            Debug.logInfo("Couldn't read the version of " + found.getName() + ": " + e, MODULE);
        }
        return properties.getProperty("version", "?");
    }
}
