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

import java.sql.Types;
import java.util.Map;
import java.util.Optional;

/** What each field type of an entity model is in Derby and in Java. */
public final class FieldTypes {
    /** @param javaType a name that ObjectType understands */
    public record FieldType(String sqlType, String javaType) {

        /** One of {@link Types}. */
        int jdbcType() {
            return switch (sqlType.replaceAll("\\(.*", "")) {
            case "CHAR" -> Types.CHAR;
            case "CLOB" -> Types.CLOB;
            case "TIMESTAMP" -> Types.TIMESTAMP;
            case "DATE" -> Types.DATE;
            case "DOUBLE" -> Types.DOUBLE;
            case "NUMERIC" -> Types.NUMERIC;
            default -> Types.VARCHAR;
            };
        }
    }

    private static final Map<String, FieldType> TYPES = Map.ofEntries(
            text("id", 20), text("id-long", 60), text("id-vlong", 250), text("very-short", 10), text("short-varchar", 60),
            text("long-varchar", 255), text("name", 100), text("value", 255), text("comment", 255), text("description", 255),
            text("url", 2000),
            type("indicator", "CHAR(1)", "String"), type("very-long", "CLOB", "String"),
            type("date-time", "TIMESTAMP", "java.sql.Timestamp"), type("date", "DATE", "java.sql.Date"),
            type("currency-amount", "NUMERIC(18,2)", "java.math.BigDecimal"), type("currency-precise", "NUMERIC(18,3)", "java.math.BigDecimal"),
            type("fixed-point", "NUMERIC(18,6)", "java.math.BigDecimal"),
            type("floating-point", "DOUBLE", "Double"),
            type("numeric", "NUMERIC(20,0)", "Long"));

    private FieldTypes() {
    }

    private static Map.Entry<String, FieldType> text(String name, int length) {
        return type(name, "VARCHAR(" + length + ")", "String");
    }

    private static Map.Entry<String, FieldType> type(String name, String sqlType, String javaType) {
        return Map.entry(name, new FieldType(sqlType, javaType));
    }

    public static Optional<FieldType> find(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** @throws IllegalArgumentException when there is no such type */
    public static FieldType of(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("unknown field type " + name));
    }
}
