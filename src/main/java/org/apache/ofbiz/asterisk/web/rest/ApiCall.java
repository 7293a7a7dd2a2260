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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.asterisk.web.ServiceRun;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * One request of another system: who asks, what is named in the address, and what was sent. Used by one thread.
 *
 * @param places values of the places of the route's path, by name
 */
record ApiCall(HttpServletRequest request, HttpServletResponse response, LocalDispatcher dispatcher, ApiUser user, Map<String, String> places) {

    /** Bytes. */
    static final int LARGEST_BODY = 64 * 1024;
    private static final int LARGEST_PAGE = 500;
    private static final int PAGE = 100;
    private static final int MOST_LANGUAGES = 20;
    private static final Set<Locale> KNOWN_LANGUAGES = Set.copyOf(List.of(Locale.getAvailableLocales()));
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** What the path names. */
    String place(String name) {
        return places.get(name);
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isBlank());
    }

    Locale locale() {
        return request.getHeader("Accept-Language") == null ? Locale.ENGLISH : chosen(Collections.list(request.getLocales()));
    }

    /** The first of these that there is, in its land or not; else English. OFBiz would keep labels in memory for each that is made up. */
    static Locale chosen(List<Locale> wanted) {
        return wanted.stream().limit(MOST_LANGUAGES).filter(locale -> !locale.getLanguage().isEmpty())
                .flatMap(locale -> Stream.of(locale, Locale.forLanguageTag(locale.getLanguage()))).filter(KNOWN_LANGUAGES::contains).findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** What the service answers. @throws ApiException when it refuses */
    Map<String, Object> run(String service, Map<String, ?> input) {
        Map<String, Object> result = new ServiceRun(dispatcher, user.userLogin(), locale()).run(service, input);
        if (!ServiceUtil.isSuccess(result)) {
            throw ApiException.refused(result);
        }
        return result;
    }

    /**
     * The fields of the JSON object that was sent: texts, whole numbers and truth values.
     *
     * @param known the fields that there are; any other is refused
     * @throws ApiException 413, 415, 400 for what is no JSON, 422 for other fields
     */
    Map<String, Object> body(String... known) {
        String type = Objects.toString(request.getContentType(), "").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw ApiException.of(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "NOT_JSON", "Send application/json.");
        }
        Map<String, Object> fields = new HashMap<>();
        JsonNode sent = read();
        sent.fieldNames().forEachRemaining(name -> {
            if (!Set.of(known).contains(name)) {
                throw ApiException.invalid("There is no field " + shown(name) + ". Fields: " + String.join(", ", known));
            }
            JsonNode value = sent.get(name);
            if (!value.isNull()) {
                fields.put(name, scalar(name, value));
            }
        });
        return fields;
    }

    private static Object scalar(String name, JsonNode value) {
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        throw ApiException.invalid("Field " + name + " is neither a text nor a whole number nor true or false.");
    }

    private JsonNode read() {
        try {
            byte[] bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw ApiException.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "TOO_LARGE", "Send at most " + LARGEST_BODY + " bytes.");
            }
            JsonNode sent = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
            if (sent == null || !sent.isObject()) {
                throw ApiException.of(HttpServletResponse.SC_BAD_REQUEST, "NOT_JSON", "Send a JSON object.");
            }
            return sent;
        } catch (IOException e) {
            throw ApiException.of(HttpServletResponse.SC_BAD_REQUEST, "NOT_JSON", "What was sent isn't valid JSON.");
        }
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "..." : name;
    }

    /** Text of a field, where it was sent as one. */
    static Optional<String> text(Map<String, Object> body, String name) {
        return Optional.ofNullable(body.get(name)).map(value -> {
            if (!(value instanceof String text)) {
                throw ApiException.invalid("Field " + name + " isn't a text.");
            }
            return text;
        }).filter(text -> !text.isBlank());
    }

    /** @throws ApiException 422 where it was not sent */
    static String required(Map<String, Object> body, String name) {
        return text(body, name).orElseThrow(() -> ApiException.invalid("Field " + name + " is missing."));
    }

    /** One page of what there is, which has the fields {@code id}; the next one is named in {@code next} and in the header Link. */
    ApiAnswer page(String name, List<Map<String, Object>> all) {
        int size = number("size", PAGE, LARGEST_PAGE);
        Optional<String> after = query("after");
        List<Map<String, Object>> left = all;
        if (after.isPresent()) {
            int place = all.stream().map(one -> one.get("id")).toList().indexOf(after.get());
            if (place < 0) {
                throw ApiException.invalid("There is no " + name + " after this one. Begin again.");
            }
            left = all.subList(place + 1, all.size());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, left.subList(0, Math.min(size, left.size())));
        if (left.size() <= size) {
            return ApiAnswer.read(body);
        }
        String next = (String) left.get(size - 1).get("id");
        body.put("next", next);
        return ApiAnswer.read(body).with("Link", nextPage(next));
    }

    String nextPage(String next) {
        StringBuilder link = new StringBuilder("<" + request.getRequestURI() + "?");
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("after")) {
                link.append(encode(name)).append('=').append(encode(values[0])).append('&');
            }
        });
        return link.append("after=").append(encode(next)).append(">; rel=\"next\"").toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A whole number from 1 on. */
    int number(String name, int otherwise, int most) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.get().matches("[0-9]{1,6}") || Integer.parseInt(text.get()) < 1 || Integer.parseInt(text.get()) > most) {
            throw ApiException.invalid(name + " is a whole number from 1 to " + most + ".");
        }
        return Integer.parseInt(text.get());
    }
}
