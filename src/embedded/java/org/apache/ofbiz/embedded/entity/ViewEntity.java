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

import org.apache.ofbiz.entity.GenericEntity;
import org.apache.ofbiz.entity.GenericModelException;
import org.apache.ofbiz.entity.model.ModelEntity;

/** A view over other entities. The column of each of its fields is an SQL expression over its members. Immutable once read. */
@SuppressWarnings("serial")
final class ViewEntity extends ModelEntity {
    private final String from;

    /** @param from the FROM clause: the members joined */
    ViewEntity(String from) {
        this.from = from;
    }

    String from() {
        return from;
    }

    /** The entity of a value that can be written, which one of a view cannot. */
    static ModelEntity stored(GenericEntity value) throws GenericModelException {
        if (value.getModelEntity() instanceof ViewEntity) {
            throw new GenericModelException(value.getEntityName() + " is a view and cannot be written");
        }
        return value.getModelEntity();
    }
}
