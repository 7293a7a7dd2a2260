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

import java.util.HashMap;
import java.util.Map;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelPermission;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceAuthException;
import org.apache.ofbiz.service.ServiceUtil;

/** Decides whether a service may run for a user. Thread-safe. */
final class ServiceAccess {
    private final DispatchContext dctx;

    ServiceAccess(DispatchContext dctx) {
        this.dctx = dctx;
    }

    /**
     * The context that the service may run with: the user signed in, the permission service's answer added.
     *
     * @throws ServiceAuthException when it may not run
     */
    Map<String, Object> check(ModelService service, Map<String, Object> input) throws GenericServiceException {
        Map<String, Object> context = new HashMap<>(input);
        boolean signsIn = service.getParam("login.username").internal() && context.get("login.username") != null;
        if (signsIn) {
            signIn(service, context);
        }
        if (service.isAuth() && !(context.get("userLogin") instanceof GenericValue)) {
            throw new ServiceAuthException("User authorization is required for this service: " + service.getName());
        }
        if (service.getModelPermission() != null) {
            ask(service, context);
        }
        return context;
    }

    private void signIn(ModelService service, Map<String, Object> context) throws GenericServiceException {
        Map<String, Object> result = dctx.getDispatcher().runSync("userLogin", ServiceUtil.makeContext("login.username",
                context.remove("login.username"), "login.password", context.remove("login.password"), "locale", context.get("locale")));
        if (!(result.get("userLogin") instanceof GenericValue user)) {
            throw new ServiceAuthException("Cannot sign in for service " + service.getName() + ": " + ServiceUtil.getErrorMessage(result));
        }
        context.put("userLogin", user);
    }

    private void ask(ModelService service, Map<String, Object> context) throws GenericServiceException {
        ModelPermission permission = service.getModelPermission();
        ModelService asked = dctx.getModelService(permission.permissionServiceName());
        Map<String, Object> question = asked.makeValid(context, ModelService.IN_PARAM);
        if (!permission.permissionMainAction().isEmpty()) {
            question.put("mainAction", permission.permissionMainAction());
        }
        question.put("resourceDescription", service.getName());
        Map<String, Object> answer = dctx.getDispatcher().runSync(asked.getName(), question);
        boolean allowed = Boolean.TRUE.equals(answer.get("hasPermission"));
        if (!allowed) {
            String reason = answer.get("failMessage") instanceof String text && !text.isEmpty() ? text : ServiceUtil.getErrorMessage(answer);
            throw new ServiceAuthException(reason.isEmpty() ? "You do not have permission to invoke the service " + service.getName() : reason);
        }
        for (String name : new String[] {"hasPermission", "failMessage"}) {
            if (service.getParam(name) != null && service.getParam(name).isIn() && answer.get(name) != null) {
                context.put(name, answer.get(name));
            }
        }
    }
}
