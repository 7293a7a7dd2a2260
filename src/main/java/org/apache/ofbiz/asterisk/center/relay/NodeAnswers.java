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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;
import org.apache.ofbiz.base.util.Debug;

/**
 * What other nodes have found of their own for a user.
 *
 * @param scope whose rows, with this node's, are all that there is
 * @param found rows by the name of their list, by the id of the node
 */
public record NodeAnswers(BoardScope scope, Map<String, Map<String, List<Map<String, Object>>>> found) {

    /** Attributes of services that are lists of rows; told as JSON. */
    static final Set<String> LISTS = Set.of("calls", "agents");

    private static final String MODULE = NodeAnswers.class.getName();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<Map<String, Object>>> ROWS = new TypeReference<>() { };

    public NodeAnswers {
        found = Map.copyOf(found);
    }

    /**
     * A node whose rows can't be read counts as one that didn't answer.
     *
     * @param answers attributes of the service, by the id of the node
     * @param wanted  ids of the nodes that live and were to be asked
     */
    static NodeAnswers of(Map<String, Map<String, String>> answers, Set<String> wanted, boolean connected) {
        Map<String, Map<String, List<Map<String, Object>>>> found = new HashMap<>();
        answers.forEach((nodeId, attributes) -> {
            Optional<Map<String, List<Map<String, Object>>>> lists = lists(attributes);
            if (lists.isPresent()) {
                found.put(nodeId, lists.get());
            } else {
                Debug.logWarning("Rows of the OFBiz node " + nodeId + " can't be read, so they are left out", MODULE);
            }
        });
        BoardScope scope = found.keySet().containsAll(wanted) ? BoardScope.ALL : connected ? BoardScope.SOME : BoardScope.OWN;
        return new NodeAnswers(scope, found);
    }

    private static Optional<Map<String, List<Map<String, Object>>>> lists(Map<String, String> attributes) {
        Map<String, List<Map<String, Object>>> lists = new HashMap<>();
        for (String name : LISTS) {
            Optional<List<Map<String, Object>>> rows = read(attributes.getOrDefault(name, "[]"));
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            lists.put(name, rows.get());
        }
        return Optional.of(lists);
    }

    private static Optional<List<Map<String, Object>>> read(String text) {
        try {
            return Optional.ofNullable(JSON.readValue(text, ROWS)).filter(rows -> rows.stream().allMatch(Objects::nonNull));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Where no broker connects this node with others. @param others whether there are any */
    public static NodeAnswers none(boolean others) {
        return new NodeAnswers(others ? BoardScope.OWN : BoardScope.ALL, Map.of());
    }

    /** The rows of each node, by its id. @param name of the list */
    public Map<String, List<Map<String, Object>>> rows(String name) {
        Map<String, List<Map<String, Object>>> rows = new HashMap<>();
        found.forEach((nodeId, lists) -> rows.put(nodeId, lists.getOrDefault(name, List.of())));
        return rows;
    }

    static String text(Object list) {
        try {
            return JSON.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("These rows can't be told", e);
        }
    }
}
