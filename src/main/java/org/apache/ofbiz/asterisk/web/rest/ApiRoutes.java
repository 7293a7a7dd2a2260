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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServletResponse;

/** What can be asked, by method and path. Immutable. */
final class ApiRoutes {

    private static final int LONGEST_PLACE = 200;

    /** Answers one kind of request. */
    @FunctionalInterface
    interface Operation {
        ApiAnswer answer(ApiCall call);
    }

    /** @param path its parts; one in braces is a place for any text */
    record Route(String method, List<String> path, Operation operation) {

        Optional<Map<String, String>> match(List<String> asked) {
            if (asked.size() != path.size()) {
                return Optional.empty();
            }
            Map<String, String> places = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String part = path.get(i);
                if (part.startsWith("{") && !asked.get(i).isBlank()) {
                    places.put(part.substring(1, part.length() - 1), asked.get(i));
                } else if (!part.equals(asked.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(places);
        }

        @Override
        public String toString() {
            return method + " /" + String.join("/", path);
        }
    }

    /** A route that was found, with the values of its places. */
    record Found(Route route, Map<String, String> places) {
    }

    private final List<Route> routes = new ArrayList<>();

    ApiRoutes add(String method, String path, Operation operation) {
        routes.add(new Route(method, List.of(path.substring(1).split("/")), operation));
        return this;
    }

    /** All, as {@code GET /queues/{queue}}. */
    List<String> all() {
        return routes.stream().map(Route::toString).toList();
    }

    /**
     * The route of a request; HEAD is asked as GET.
     *
     * @param path what follows the version
     * @throws ApiException 404, 405
     */
    Found find(String method, String path) {
        String methods = String.join(", ", methods(path));
        String wanted = method.equals("HEAD") ? "GET" : method;
        List<String> asked = parts(path);
        return routes.stream().filter(route -> route.method().equals(wanted))
                .flatMap(route -> route.match(asked).map(places -> new Found(route, places)).stream()).findFirst()
                .orElseThrow(() -> ApiException.of(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", "Use one of " + methods + ".")
                        .with("Allow", methods));
    }

    /**
     * What may be done with this path, in order.
     *
     * @throws ApiException 404
     */
    SortedSet<String> methods(String path) {
        List<String> asked = parts(path);
        SortedSet<String> methods = routes.stream().filter(route -> route.match(asked).isPresent()).map(Route::method)
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.isEmpty()) {
            throw ApiException.notFound();
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return methods;
    }

    private static List<String> parts(String path) {
        List<String> parts = List.of(path.replaceFirst("^/", "").split("/", -1));
        if (parts.stream().anyMatch(part -> part.length() > LONGEST_PLACE || part.chars().anyMatch(Character::isISOControl))) {
            throw ApiException.notFound();
        }
        return parts;
    }
}
