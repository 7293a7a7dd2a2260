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
package org.apache.ofbiz.embedded.entity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.entity.GenericEntityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked again, when tables are written while one is read. */
@Tag("embedded")
@Tag("once")
class TableCacheIT {

    private static Backend backend;
    private static DerbyDelegator delegator;
    private final List<String> asked = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        backend = Backend.start(folder.resolve("data"), List.of(Path.of("src/embedded/ofbiz/datamodel")), Set.of());
        delegator = (DerbyDelegator) backend.delegator();
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @BeforeEach
    void isKnown() throws GenericEntityException {
        users(); // from now on writes are noticed
    }

    @AfterEach
    void nothingIsWritten() {
        delegator.watch(entity -> { });
    }

    private static void users() throws GenericEntityException {
        delegator.findOne("UserLogin", Map.of("userLoginId", "nobody"), true);
    }

    private void whileAsking(String written, Map<String, ?> row) {
        delegator.watch(entity -> {
            asked.add(entity);
            if (asked.size() == 1) {
                write(written, row);
            }
        });
    }

    private static void write(String entity, Map<String, ?> row) {
        try {
            delegator.create(entity, row);
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAnswerIsKeptThoughAnotherTableIsWrittenMeanwhile() throws GenericEntityException {
        write("UserLogin", Map.of("userLoginId", "a"));
        delegator.findOne("Party", Map.of("partyId", "1"), true); // noticed, too
        whileAsking("Party", Map.of("partyId", "2"));

        users();
        users();

        assertThat(asked, is(List.of("UserLogin")));
    }

    @Test
    void anAnswerIsNotKeptWhenItsTableIsWrittenMeanwhile() throws GenericEntityException {
        write("UserLogin", Map.of("userLoginId", "b"));
        whileAsking("UserLogin", Map.of("userLoginId", "c"));

        users();
        users();
        users();

        assertThat(asked, is(List.of("UserLogin", "UserLogin")));
    }
}
