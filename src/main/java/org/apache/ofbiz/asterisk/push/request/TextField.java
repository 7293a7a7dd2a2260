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
package org.apache.ofbiz.asterisk.push.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.apache.ofbiz.asterisk.push.request.ClientRequest.Malformed;

/** Reads a text that a browser sent: of bounded length, without control characters. */
final class TextField {

    static final int LONGEST_VALUE = 255;
    private static final String BAD_MESSAGE = "BAD_MESSAGE";
    private static final String VALUE_REFUSED = "VALUE_REFUSED";

    private TextField() {
    }

    /** A text field: absent and null mean the same. */
    static Optional<String> read(JsonNode message, String field, Optional<JsonNode> id) throws Malformed {
        JsonNode value = message.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isEmpty() || value.textValue().length() > LONGEST_VALUE) {
            throw new Malformed(id, BAD_MESSAGE, field);
        }
        if (value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw new Malformed(id, VALUE_REFUSED, field);
        }
        return Optional.of(value.textValue());
    }
}
