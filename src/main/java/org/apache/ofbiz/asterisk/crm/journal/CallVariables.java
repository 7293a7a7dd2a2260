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
package org.apache.ofbiz.asterisk.crm.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.GenericValue;

/** The dialplan variables of a call in its row: a JSON object, by name. Stateless. */
public final class CallVariables {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CallVariables() {
    }

    /** Empty for none. */
    static Optional<String> text(Map<String, String> variables) {
        try {
            return variables.isEmpty() ? Optional.empty() : Optional.of(JSON.writeValueAsString(new TreeMap<>(variables)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every map of texts can be written as JSON", e);
        }
    }

    /** Those of a call in the past; none where the row has none that can be read. */
    public static Map<String, String> of(GenericValue row) {
        String text = Rows.text(row, "callVariables");
        try {
            return text.isEmpty() ? Map.of() : JSON.readValue(text, new TypeReference<TreeMap<String, String>>() { });
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
