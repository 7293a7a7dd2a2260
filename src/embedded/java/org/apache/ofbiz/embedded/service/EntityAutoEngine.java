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
package org.apache.ofbiz.embedded.service;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.base.util.UtilDateTime;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.model.ModelEntity;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceUtil;

/** Services that create, update, delete or expire one row, as their default entity says. */
final class EntityAutoEngine implements Engine {
    private static final int SEQUENCE_DIGITS = 5;

    private final Delegator delegator;

    EntityAutoEngine(Delegator delegator) {
        this.delegator = delegator;
    }

    @Override
    public void check(ModelService service) {
        if (!List.of("create", "update", "delete", "expire").contains(service.getInvoke())) {
            throw new IllegalArgumentException("entity-auto cannot invoke " + service.getInvoke());
        }
        if (delegator.getModelEntity(service.getDefaultEntityName()) == null) {
            throw new IllegalArgumentException("no entity is named " + service.getDefaultEntityName());
        }
    }

    @Override
    public Map<String, Object> run(ModelService service, DispatchContext dctx, Map<String, Object> context) throws GenericServiceException {
        try {
            if (service.getInvoke().equals("create")) {
                return create(service, context);
            }
            GenericValue key = delegator.makeValue(service.getDefaultEntityName());
            key.setPKFields(context);
            GenericValue row = delegator.findOne(key.getEntityName(), key.getPrimaryKey().getAllFields(), false);
            if (row == null) {
                return ServiceUtil.returnError("There is no " + key.getEntityName() + " with the key " + key.getPrimaryKey().getAllFields());
            }
            return switch (service.getInvoke()) {
            case "update" -> update(service, row, context);
            case "expire" -> expire(row, context);
            default -> {
                row.remove();
                yield ServiceUtil.returnSuccess();
            }
            };
        } catch (GenericEntityException e) {
            throw new GenericServiceException("Service [" + service.getName() + "] failed", e);
        }
    }

    private Map<String, Object> create(ModelService service, Map<String, Object> context) throws GenericEntityException {
        GenericValue row = delegator.makeValue(service.getDefaultEntityName());
        row.setPKFields(context);
        row.setNonPKFields(context);
        ModelEntity model = row.getModelEntity();
        for (String key : model.getPkFieldNames()) {
            if (row.get(key) == null && "fromDate".equals(key)) {
                row.set(key, UtilDateTime.nowTimestamp());
            }
        }
        List<String> missing = model.getPkFieldNames().stream().filter(key -> row.get(key) == null).toList();
        if (missing.size() == 1 && model.getPksSize() == 1) {
            row.setNextSeqId();
        } else if (missing.size() == 1 && missing.get(0).endsWith("SeqId")) {
            delegator.setNextSubSeqId(row, missing.get(0), SEQUENCE_DIGITS, 1);
        }
        author(row, context, "createdDate", "createdByUserLogin");
        author(row, context, "lastModifiedDate", "lastModifiedByUserLogin");
        row.create();
        Map<String, Object> result = ServiceUtil.returnSuccess();
        for (String key : model.getPkFieldNames()) {
            if (service.getParam(key) != null && service.getParam(key).isOut()) {
                result.put(key, row.get(key));
            }
        }
        return result;
    }

    private Map<String, Object> update(ModelService service, GenericValue row, Map<String, Object> context) throws GenericEntityException {
        Map<String, Object> result = ServiceUtil.returnSuccess();
        if (service.getParam("oldStatusId") != null && row.getModelEntity().isField("statusId")) {
            result.put("oldStatusId", row.get("statusId"));
        }
        row.setNonPKFields(context);
        author(row, context, "lastModifiedDate", "lastModifiedByUserLogin");
        row.store();
        return result;
    }

    private static Map<String, Object> expire(GenericValue row, Map<String, Object> context) throws GenericEntityException {
        Object until = context.get("thruDate");
        row.set("thruDate", until instanceof Timestamp given ? given : UtilDateTime.nowTimestamp());
        row.store();
        return ServiceUtil.returnSuccess();
    }

    private static void author(GenericValue row, Map<String, Object> context, String dateField, String userField) {
        if (row.getModelEntity().isField(dateField) && row.getModelEntity().isField(userField)) {
            row.set(dateField, UtilDateTime.nowTimestamp());
            row.set(userField, context.get("userLogin") instanceof GenericValue user ? user.get("userLoginId") : null);
        }
    }
}
