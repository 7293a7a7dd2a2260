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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityConditionParam;
import org.apache.ofbiz.entity.config.model.Datasource;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.entity.model.ModelField;
import org.apache.ofbiz.entity.util.EntityFindOptions;

/** The SQL of an entity's statements. Values are always parameters; names come from the entity model only. */
final class SqlText {
    private static final Pattern ORDER = Pattern.compile(
            "([-+]?)\\s*(?:(UPPER|LOWER)\\((\\w+)\\)|(\\w+))(?:\\s+(ASC|DESC))?(?:\\s+NULLS\\s+(FIRST|LAST))?",
            Pattern.CASE_INSENSITIVE);
    private static final Datasource DATASOURCE = new Datasource();

    private SqlText() {
    }

    /** The fields chosen, in the order of their definition. @throws IllegalArgumentException when one is not the entity's */
    static List<ModelField> chosen(ModelEntity entity, Set<String> names) {
        if (names == null || names.isEmpty()) {
            return entity.getFieldsUnmodifiable();
        }
        names.stream().filter(name -> !entity.isField(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("no field " + name + " in entity " + entity.getEntityName());
        });
        return entity.getFieldsUnmodifiable().stream().filter(field -> names.contains(field.getName())).toList();
    }

    static String select(ModelEntity entity, EntityCondition where, List<ModelField> fields, List<String> order, EntityFindOptions options,
            List<EntityConditionParam> params) {
        StringBuilder sql = new StringBuilder("SELECT ").append(fields.stream().map(ModelField::getColName).collect(Collectors.joining(", ")))
                .append(" FROM ").append(table(entity)).append(where(entity, where, params));
        if (order != null && !order.isEmpty()) {
            sql.append(" ORDER BY ").append(order.stream().map(part -> order(entity, part)).collect(Collectors.joining(", ")));
        }
        if (options.getOffset() > 0) {
            sql.append(" OFFSET ").append(options.getOffset()).append(" ROWS");
        }
        if (options.getLimit() > 0) {
            sql.append(" FETCH NEXT ").append(options.getLimit()).append(" ROWS ONLY");
        }
        return sql.toString();
    }

    static String count(ModelEntity entity, EntityCondition where, List<EntityConditionParam> params) {
        return "SELECT COUNT(*) FROM " + table(entity) + where(entity, where, params);
    }

    static String insert(ModelEntity entity, Map<String, Object> values, List<EntityConditionParam> params) {
        List<ModelField> fields = entity.getFieldsUnmodifiable();
        fields.forEach(field -> params.add(new EntityConditionParam(field, values.get(field.getName()))));
        return "INSERT INTO " + entity.getPlainTableName()
                + fields.stream().map(ModelField::getColName).collect(Collectors.joining(", ", " (", ")"))
                + fields.stream().map(field -> "?").collect(Collectors.joining(", ", " VALUES (", ")"));
    }

    static String update(ModelEntity entity, List<ModelField> fields, Map<String, Object> values, EntityCondition where,
            List<EntityConditionParam> params) {
        fields.forEach(field -> params.add(new EntityConditionParam(field, values.get(field.getName()))));
        String assignments = fields.stream().map(field -> field.getColName() + " = ?").collect(Collectors.joining(", "));
        return "UPDATE " + entity.getPlainTableName() + " SET " + assignments + where(entity, where, params);
    }

    static String delete(ModelEntity entity, EntityCondition where, List<EntityConditionParam> params) {
        return "DELETE FROM " + entity.getPlainTableName() + where(entity, where, params);
    }

    private static String table(ModelEntity entity) {
        return entity instanceof ViewEntity view ? view.from() : entity.getPlainTableName();
    }

    private static String where(ModelEntity entity, EntityCondition condition, List<EntityConditionParam> params) {
        return condition == null || condition.isEmpty() ? "" : " WHERE " + condition.makeWhereString(entity, params, DATASOURCE);
    }

    private static String order(ModelEntity entity, String text) {
        Matcher part = ORDER.matcher(text.trim());
        String name = !part.matches() ? null : part.group(4) != null ? part.group(4) : part.group(3);
        if (name == null || !entity.isField(name)) {
            throw new IllegalArgumentException("cannot order " + entity.getEntityName() + " by " + text);
        }
        String column = entity.getField(name).getColName();
        boolean descending = "-".equals(part.group(1)) || "DESC".equalsIgnoreCase(part.group(5));
        return (part.group(2) == null ? column : part.group(2) + "(" + column + ")") + (descending ? " DESC" : "")
                + (part.group(6) == null ? "" : " NULLS " + part.group(6));
    }
}
