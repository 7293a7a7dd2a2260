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
package org.apache.ofbiz.entity.model;

import java.util.List;

/** One field of an entity. Immutable. */
public final class ModelField extends ModelChild {
    private final String name;
    private final String type;
    private final String colName;
    private final String fieldSet;
    private final boolean notNull;
    private final boolean pk;
    private final EncryptMethod encrypt;
    private final boolean autoCreated;
    private final boolean auditLog;
    private final List<String> validators;

    private ModelField(ModelEntity entity, String description, String name, String type, String colName, String fieldSet, boolean notNull,
            boolean pk, EncryptMethod encrypt, boolean autoCreated, boolean auditLog, List<String> validators) {
        super(entity, description);
        this.name = name;
        this.type = type;
        this.colName = colName;
        this.fieldSet = fieldSet;
        this.notNull = notNull;
        this.pk = pk;
        this.encrypt = encrypt;
        this.autoCreated = autoCreated;
        this.auditLog = auditLog;
        this.validators = List.copyOf(validators);
    }

    public static ModelField create(ModelEntity modelEntity, String name, String type, boolean isPk) {
        return create(modelEntity, "", name, type, null, "", "", false, isPk, EncryptMethod.FALSE, false, false, List.of());
    }

    /** @param colName the column, or null to make it from the name: partyId gives PARTY_ID */
    public static ModelField create(ModelEntity modelEntity, String description, String name, String type, String colName, String colValue,
            String fieldSet, boolean isNotNull, boolean isPk, EncryptMethod encrypt, boolean isAutoCreatedInternal, boolean enableAuditLog,
            List<String> validators) {
        String column = colName == null || colName.isEmpty() ? columnName(name) : colName;
        return new ModelField(modelEntity, description, name, type, column, fieldSet, isNotNull || isPk, isPk, encrypt, isAutoCreatedInternal,
                enableAuditLog, validators);
    }

    static String columnName(String javaName) {
        return javaName.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
    }

    public String getName() {
        return name;
    }

    public String getType() {
        return type;
    }

    /** The column; in a view the expression that gives the value. */
    public String getColName() {
        return colName;
    }

    public boolean getIsPk() {
        return pk;
    }

    public boolean getIsNotNull() {
        return notNull;
    }

    public boolean getEncrypt() {
        return encrypt.isEncrypted();
    }

    public EncryptMethod getEncryptMethod() {
        return encrypt;
    }

    public boolean getIsAutoCreatedInternal() {
        return autoCreated;
    }

    /** How the value is kept in the database; the embedded host knows no salted form. */
    public enum EncryptMethod {
        FALSE, TRUE;

        public boolean isEncrypted() {
            return this != FALSE;
        }
    }
}
