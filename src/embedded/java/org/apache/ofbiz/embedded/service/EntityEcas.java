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

import static org.apache.ofbiz.embedded.data.LocatedXml.flag;
import static org.apache.ofbiz.embedded.data.LocatedXml.oneOf;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyAttributes;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyChildren;
import static org.apache.ofbiz.embedded.data.LocatedXml.required;
import static org.apache.ofbiz.embedded.data.LocatedXml.unsupported;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.embedded.entity.EntityActions;
import org.apache.ofbiz.embedded.entity.EntityModels;
import org.apache.ofbiz.entity.GenericEntity;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceUtil;
import org.w3c.dom.Element;

/** Which services run when rows are written, for the event "return", which is after the row was written. Immutable. */
public final class EntityEcas implements EntityActions {
    private static final String MODULE = EntityEcas.class.getName();

    private final Map<String, List<Rule>> rules;
    private final DispatchContext dctx;

    private EntityEcas(Map<String, List<Rule>> rules, DispatchContext dctx) {
        this.rules = Map.copyOf(rules);
        this.dctx = dctx;
    }

    private record Rule(Set<Operation> operations, String service, boolean abortOnError, boolean rollbackOnError) {
    }

    /** @throws org.apache.ofbiz.embedded.data.UnsupportedDescriptorException for what is wrong or not supported: other events, conditions */
    public static EntityEcas read(List<Path> files, EntityModels entities, ServiceModels services, DispatchContext dctx) {
        Map<String, List<Rule>> read = new HashMap<>();
        for (Path file : files) {
            for (Element eca : onlyChildren(LocatedXml.parse(file).getDocumentElement(), "eca")) {
                onlyAttributes(eca, "entity", "operation", "event");
                oneOf(eca, "event", "return");
                String entity = required(eca, "entity");
                entities.find(entity).orElseThrow(() -> unsupported(eca, "entity " + entity + " is not defined"));
                Set<Operation> operations = operations(oneOf(eca, "operation", "create", "create-store-remove"));
                for (Element action : onlyChildren(eca, "action")) {
                    read.computeIfAbsent(entity, name -> new ArrayList<>()).add(rule(operations, action, services));
                }
            }
        }
        return new EntityEcas(read, dctx);
    }

    private static Set<Operation> operations(String text) {
        return EnumSet.copyOf(Arrays.stream(text.split("-")).map(word -> Operation.valueOf(word.toUpperCase(Locale.ROOT))).toList());
    }

    private static Rule rule(Set<Operation> operations, Element action, ServiceModels services) {
        onlyAttributes(action, "service", "mode", "result-to-value", "abort-on-error", "rollback-on-error");
        String service = required(action, "service");
        services.find(service).orElseThrow(() -> unsupported(action, "service " + service + " is not defined"));
        required(action, "mode");
        oneOf(action, "mode", "sync");
        required(action, "result-to-value");
        oneOf(action, "result-to-value", "false");
        return new Rule(operations, service, flag(action, "abort-on-error", false), flag(action, "rollback-on-error", false));
    }

    @Override
    public void written(Operation operation, GenericEntity value) throws GenericEntityException {
        for (Rule rule : rules.getOrDefault(value.getEntityName(), List.of())) {
            if (rule.operations().contains(operation)) {
                run(rule, value);
            }
        }
    }

    /** A failure is told in the log and goes no further, unless the rule says so; a service that failed has marked the transaction by itself. */
    private void run(Rule rule, GenericEntity value) throws GenericEntityException {
        try {
            Map<String, Object> context = dctx.makeValidContext(rule.service(), ModelService.IN_PARAM, new HashMap<>(value.getAllFields()));
            GenericValue user = dctx.getDelegator().findOne("UserLogin", Map.of("userLoginId", "system"), true);
            if (user != null) {
                context.put("userLogin", user);
            }
            Map<String, Object> result = dctx.getDispatcher().runSync(rule.service(), context);
            if (ServiceUtil.isError(result)) {
                throw new GenericServiceException(ServiceUtil.getErrorMessage(result));
            }
        } catch (GenericServiceException e) {
            failed(rule, value, e);
        }
    }

    private static void failed(Rule rule, GenericEntity value, GenericServiceException cause) throws GenericEntityException {
        String what = "Service [" + rule.service() + "] after a change of " + value.getEntityName() + " failed: " + cause.getMessage();
        try {
            if (rule.rollbackOnError()) {
                TransactionUtil.setRollbackOnly(what, cause);
            }
        } catch (GenericTransactionException e) {
            cause.addSuppressed(e);
        }
        if (rule.abortOnError()) {
            throw new GenericEntityException(what, cause);
        }
        Debug.logError(cause, what, MODULE);
    }
}
