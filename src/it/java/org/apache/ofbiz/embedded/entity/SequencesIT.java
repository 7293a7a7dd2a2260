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

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.ofbiz.embedded.data.Backend;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several hosts take numbers from one database. */
@Tag("embedded")
@Tag("once")
class SequencesIT {

    private static final int HOSTS = 4;
    private static final int NUMBERS = 200;

    @Test
    void noNumberComesTwiceWhoeverTakesIt(@TempDir Path folder) throws Exception {
        try (Backend backend = Backend.start(folder.resolve("data"), List.of(Path.of("src/embedded/ofbiz/datamodel")), Set.of())) {
            Set<Long> numbers = Stream.generate(() -> new Sequences(backend.delegator())).limit(HOSTS).toList().parallelStream()
                    .flatMap(host -> LongStream.range(0, NUMBERS).mapToObj(i -> host.next("Phone"))).collect(Collectors.toSet());

            assertThat(numbers.size(), is(HOSTS * NUMBERS));
        }
    }
}
