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
package org.apache.ofbiz.asterisk.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.ofbiz.asterisk.fixture.RestClient;

/** The description of the REST API, to hold answers against. */
final class OpenApi {

    static final Path FILE = Path.of("webapp/asterisk/WEB-INF/openapi.json");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private final JsonNode document;

    OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi read() throws IOException {
        return new OpenApi(new ObjectMapper().readTree(FILE.toFile()));
    }

    JsonNode document() {
        return document;
    }

    /** Each operation, as {@code GET /queues/{queue}}. */
    List<String> operations() {
        List<String> all = new ArrayList<>();
        document.path("paths").fields().forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (!method.equals("parameters")) {
                all.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        return all;
    }

    JsonNode operation(String name) {
        String[] parts = name.split(" ");
        return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    /** What is wrong with the answer to this operation; empty for nothing. */
    List<String> problems(String operation, HttpResponse<String> answer) {
        JsonNode described = resolved(operation(operation).path("responses").path(String.valueOf(answer.statusCode())));
        if (described.isMissingNode()) {
            return List.of(operation + ": status " + answer.statusCode() + " isn't described: " + answer.body());
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
        JsonNode content = described.path("content");
        if (content.isMissingNode()) {
            return answer.body().isEmpty() ? List.of() : List.of(operation + ": a body where none is described: " + answer.body());
        }
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of(operation + ": type " + type + " isn't described");
        }
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole).validate(RestClient.json(answer)).stream().map(found -> operation + ": " + found.getMessage()).toList();
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
