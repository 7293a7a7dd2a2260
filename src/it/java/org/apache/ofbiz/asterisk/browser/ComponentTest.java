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
package org.apache.ofbiz.asterisk.browser;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one class look at one running component with a simulated PBX. */
abstract class ComponentTest {

    private static Path folder;
    private static RunningComponent component;

    @BeforeAll
    static void startComponent(@TempDir Path empty) throws IOException {
        folder = empty;
        component = RunningComponent.start(empty);
    }

    @AfterAll
    static void stopComponent() throws IOException {
        if (component != null) {
            component.close();
        }
    }

    static RunningComponent component() {
        return component;
    }

    /** Where the component has its database and recordings; for files of tests, too. */
    static Path folder() {
        return folder;
    }
}
