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
package org.apache.ofbiz.asterisk.push.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void writesEachKindOfField() {
        String text = JsonText.object(json -> json.put("text", "a \"quoted\"\nline \u2028 \u00e4").put("none", Optional.empty())
                .put("some", Optional.of("x")).put("number", 100L).put("yes", true).put("at", Instant.EPOCH).putTime("never", Optional.empty())
                .putJson("json", "[1,null]").put("object", inner -> inner.put("name", "n")).put("nobody", Optional.empty(), (inner, value) -> { })
                .put("somebody", Optional.of("me"), (inner, value) -> inner.put("who", value))
                .putArray("texts", texts -> texts.add("a").add("b"))
                .putArray("objects", List.of("1", "2"), (inner, value) -> inner.put("id", value)));

        assertThat(text, is("{\"text\":\"a \\\"quoted\\\"\\nline \u2028 \u00e4\",\"none\":null,\"some\":\"x\",\"number\":100,\"yes\":true,"
                + "\"at\":\"1970-01-01T00:00:00.000Z\",\"never\":null,\"json\":[1,null],\"object\":{\"name\":\"n\"},\"nobody\":null,"
                + "\"somebody\":{\"who\":\"me\"},\"texts\":[\"a\",\"b\"],\"objects\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"));
    }

    @Test
    void anEmptyObjectIsOne() {
        assertThat(JsonText.object(json -> { }), is("{}"));
    }
}
