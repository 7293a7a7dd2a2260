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
package org.apache.ofbiz.service.engine;

import groovy.lang.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ExecutionServiceException;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceUtil;

/** The base of Groovy scripts: services, events (those with a request) and data preparation of screens. Not thread-safe. */
@SuppressWarnings("rawtypes")
public abstract class GroovyBaseScript extends Script {
    private static final String SCRIPTS = GroovyBaseScript.class.getName();

    public String getModule() {
        return getClass().getName();
    }

    private Object variable(String name) {
        return getBinding().hasVariable(name) ? getBinding().getVariable(name) : null;
    }

    private Delegator delegator() {
        return (Delegator) variable("delegator");
    }

    /** Runs the service as the current user. @throws ExecutionServiceException when its result is an error */
    public Map runService(String serviceName, Map inputMap) throws ExecutionServiceException {
        LocalDispatcher dispatcher = (LocalDispatcher) variable("dispatcher");
        DispatchContext dctx = dispatcher.getDispatchContext();
        Map<String, Object> input = new HashMap<>(UtilGenerics.<Map<String, Object>>cast(inputMap));
        for (String inherited : List.of("userLogin", "timeZone", "locale")) {
            if (!input.containsKey(inherited) && variable(inherited) != null) {
                input.put(inherited, variable(inherited));
            }
        }
        Map<String, Object> result;
        try {
            result = dispatcher.runSync(serviceName, dctx.makeValidContext(serviceName, ModelService.IN_PARAM, input));
        } catch (GenericServiceException e) {
            throw new ExecutionServiceException(e.getMessage(), e);
        }
        if (ServiceUtil.isError(result)) {
            throw new ExecutionServiceException(ServiceUtil.getErrorMessage(result));
        }
        return result;
    }

    /** <code>run service: 'name', with: [field: value]</code>. */
    public Map run(Map args) throws ExecutionServiceException {
        Map with = (Map) args.get("with");
        return runService(String.valueOf(args.get("service")), with == null ? Map.of() : with);
    }

    public Map makeValue(String entityName) throws ExecutionServiceException {
        return makeValue(entityName, null);
    }

    /** A value with those of the fields that the entity has. */
    public Map makeValue(String entityName, Map inputMap) throws ExecutionServiceException {
        Map<String, Object> fields = UtilGenerics.cast(inputMap);
        return fields == null ? delegator().makeValue(entityName) : delegator().makeValidValue(entityName, fields);
    }

    public EntityQuery from(String entity) {
        return EntityQuery.use(delegator()).from(entity);
    }

    public EntityQuery select(String... fields) {
        return EntityQuery.use(delegator()).select(fields);
    }

    public EntityQuery select(Set<String> fields) {
        return EntityQuery.use(delegator()).select(fields);
    }

    public GenericValue findOne(String entityName, Map<String, ? extends Object> fields, boolean useCache) {
        try {
            return delegator().findOne(entityName, fields, useCache);
        } catch (GenericEntityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Object success() {
        return success(null, null);
    }

    public Object success(String message) {
        return success(message, null);
    }

    public Object success(Map returnValues) {
        return success(null, returnValues);
    }

    /** In a service its result, in an event the text "success". */
    public Object success(String message, Map returnValues) {
        if (variable("request") instanceof HttpServletRequest request) {
            if (message != null) {
                request.setAttribute("_EVENT_MESSAGE_", message);
            }
            UtilGenerics.<Map<String, Object>>cast(returnValues == null ? Map.of() : returnValues).forEach(request::setAttribute);
            return "success";
        }
        Map<String, Object> result = ServiceUtil.returnSuccess(message);
        if (returnValues != null) {
            result.putAll(UtilGenerics.<Map<String, Object>>cast(returnValues));
        }
        return result;
    }

    public Map failure(String message) {
        return ServiceUtil.returnFailure(message);
    }

    /** In a service its result, in an event the text "error". */
    public Object error(String message) {
        if (variable("request") instanceof HttpServletRequest request) {
            request.setAttribute("_ERROR_MESSAGE_", message);
            return "error";
        }
        return ServiceUtil.returnError(message);
    }

    public void logWarning(String message) {
        Debug.logWarning(message, getModule());
    }

    public String label(String resource, String name) {
        return label(resource, name, null);
    }

    public String label(String resource, String name, Map context) {
        Locale locale = UtilMisc.ensureLocale(variable("locale"));
        return UtilProperties.getMessage(resource, name, UtilGenerics.<Map<String, Object>>cast(context), locale);
    }
}
