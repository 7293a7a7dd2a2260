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
package org.apache.ofbiz.entity.condition;

import java.io.Serializable;

/** The operators of conditions. Immutable. */
@SuppressWarnings("serial")
public abstract class EntityOperator<L, R> implements Serializable {
    public static final int ID_EQUALS = 1;
    public static final int ID_NOT_EQUAL = 2;
    public static final int ID_LESS_THAN = 3;
    public static final int ID_GREATER_THAN = 4;
    public static final int ID_LESS_THAN_EQUAL_TO = 5;
    public static final int ID_GREATER_THAN_EQUAL_TO = 6;
    public static final int ID_IN = 7;
    public static final int ID_BETWEEN = 8;
    public static final int ID_AND = 10;
    public static final int ID_OR = 11;
    public static final int ID_LIKE = 12;
    public static final int ID_NOT_IN = 13;
    public static final int ID_NOT_LIKE = 14;
    public static final EntityComparisonOperator<?, ?> EQUALS = new EntityComparisonOperator<>(ID_EQUALS, "=");
    public static final EntityComparisonOperator<?, ?> NOT_EQUAL = new EntityComparisonOperator<>(ID_NOT_EQUAL, "<>");
    public static final EntityComparisonOperator<?, ?> LESS_THAN = new EntityComparisonOperator<>(ID_LESS_THAN, "<");
    public static final EntityComparisonOperator<?, ?> GREATER_THAN = new EntityComparisonOperator<>(ID_GREATER_THAN, ">");
    public static final EntityComparisonOperator<?, ?> LESS_THAN_EQUAL_TO = new EntityComparisonOperator<>(ID_LESS_THAN_EQUAL_TO, "<=");
    public static final EntityComparisonOperator<?, ?> GREATER_THAN_EQUAL_TO = new EntityComparisonOperator<>(ID_GREATER_THAN_EQUAL_TO, ">=");
    public static final EntityComparisonOperator<?, ?> IN = new EntityComparisonOperator<>(ID_IN, "IN");
    public static final EntityComparisonOperator<?, ?> NOT_IN = new EntityComparisonOperator<>(ID_NOT_IN, "NOT IN");
    public static final EntityComparisonOperator<?, ?> BETWEEN = new EntityComparisonOperator<>(ID_BETWEEN, "BETWEEN");
    public static final EntityComparisonOperator<?, ?> LIKE = new EntityComparisonOperator<>(ID_LIKE, "LIKE");
    public static final EntityComparisonOperator<?, ?> NOT_LIKE = new EntityComparisonOperator<>(ID_NOT_LIKE, "NOT LIKE");
    public static final EntityJoinOperator AND = new EntityJoinOperator(ID_AND, "AND");
    public static final EntityJoinOperator OR = new EntityJoinOperator(ID_OR, "OR");

    private final int id;
    private final String code;

    public EntityOperator(int id, String code) {
        this.id = id;
        this.code = code;
    }

    /** The operator's SQL. */
    public String getCode() {
        return code;
    }

    public int getId() {
        return id;
    }

    @Override
    public String toString() {
        return code;
    }
}
