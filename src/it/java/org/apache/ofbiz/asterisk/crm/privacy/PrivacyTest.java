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
package org.apache.ofbiz.asterisk.crm.privacy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.ofbiz.asterisk.fixture.Database;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what is deleted, on a host with a folder of recordings. */
abstract class PrivacyTest {

    static Path recordings;
    static Host host;
    static Database database;
    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException {
        host = Host.start(folder.resolve("data"), Host::noPbx);
        database = host.database();
        recordings = Files.createDirectories(folder.resolve("recordings")).toRealPath();
    }

    @AfterAll
    static void stop() {
        host.close();
    }
}
