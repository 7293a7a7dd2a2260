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
package org.apache.ofbiz.asterisk.center.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;

/**
 * What other nodes have found of their own for a user.
 *
 * @param scope whose rows, with this node's, are all that there is
 * @param found attributes that were answered, by the id of the node
 */
public record NodeAnswers(BoardScope scope, Map<String, Map<String, String>> found) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Map<String, Object>>> ROWS = new TypeReference<>() { };

    public NodeAnswers {
        found = Map.copyOf(found);
    }

    /** @param wanted ids of the nodes that live and were to be asked */
    static NodeAnswers of(Map<String, Map<String, String>> found, Set<String> wanted, boolean connected) {
        BoardScope scope = found.keySet().containsAll(wanted) ? BoardScope.ALL : connected ? BoardScope.SOME : BoardScope.OWN;
        return new NodeAnswers(scope, found);
    }

    /** Where no broker connects this node with others. @param others whether there are any */
    public static NodeAnswers none(boolean others) {
        return new NodeAnswers(others ? BoardScope.OWN : BoardScope.ALL, Map.of());
    }

    /** The rows of each node, by its id. @param name of the list */
    public Map<String, List<Map<String, Object>>> rows(String name) {
        Map<String, List<Map<String, Object>>> rows = new HashMap<>();
        found.forEach((nodeId, attributes) -> rows.put(nodeId, read(attributes.getOrDefault(name, "[]"))));
        return rows;
    }

    private static List<Map<String, Object>> read(String text) {
        try {
            return JSON.readValue(text, ROWS);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These are no rows of another OFBiz node", e);
        }
    }

    static String text(Object list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These rows can't be told", e);
        }
    }
}
