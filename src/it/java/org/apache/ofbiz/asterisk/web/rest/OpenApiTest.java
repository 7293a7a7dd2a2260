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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The description of the REST API says what the routes are, and holds together. */
class OpenApiTest {

    /** Answered by the servlet itself, or by what it makes at its start. */
    private static final List<String> OF_THE_SERVLET = List.of("GET /openapi.json", "GET /events", "POST /token");

    @Test
    void eachRouteIsDescribedAndNoOther() throws IOException {
        ApiRoutes routes = new ApiRoutes();
        LiveOperations.addTo(routes);
        CallOperations.addTo(routes);
        ActionOperations.addTo(routes);
        NodeOperations.addTo(routes);
        List<String> all = new ArrayList<>(routes.all());
        all.addAll(OF_THE_SERVLET);

        assertThat(OpenApi.read().operations(), containsInAnyOrder(all.toArray(String[]::new)));
    }

    @Test
    void itHoldsTogether() throws IOException {
        OpenApi api = OpenApi.read();
        Set<String> ids = new HashSet<>();
        for (String operation : api.operations()) {
            JsonNode described = api.operation(operation);
            assertThat(operation, ids.add(described.path("operationId").asText()), is(true));
            assertThat(operation, described.path("summary").asText(), not(""));
            described.path("responses").forEach(response -> assertThat(operation, api.resolved(response).path("description").asText(), not("")));
            for (String part : operation.split(" ")[1].split("/")) {
                if (part.startsWith("{")) {
                    assertThat(operation, parameters(api, operation).contains(part.substring(1, part.length() - 1)), is(true));
                }
            }
        }
        api.document().findValuesAsText("$ref").forEach(ref -> assertThat(ref, api.document().at(ref.substring(1)).isMissingNode(), is(false)));
    }

    @Test
    void itsSchemasAreSchemas() throws IOException {
        var meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
        OpenApi.read().document().findValues("schema").forEach(schema -> assertThat(schema.toString(), meta.validate(schema), is(empty())));
        OpenApi.read().document().path("components").path("schemas")
                .forEach(schema -> assertThat(schema.toString(), meta.validate(schema), is(empty())));
    }

    private static List<String> parameters(OpenApi api, String operation) {
        List<String> names = new ArrayList<>();
        api.document().path("paths").path(operation.split(" ")[1]).path("parameters")
                .forEach(parameter -> names.add(parameter.path("name").asText()));
        return names;
    }
}
