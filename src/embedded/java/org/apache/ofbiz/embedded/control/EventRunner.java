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
package org.apache.ofbiz.embedded.control;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.embedded.control.SiteConf.Event;
import org.apache.ofbiz.embedded.widget.WidgetEnvironment;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelService;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** Runs the event of a request and answers the name of the response to take. Thread-safe. */
final class EventRunner {

    private static final String MODULE = EventRunner.class.getName();

    private final WidgetEnvironment environment;

    EventRunner(WidgetEnvironment environment) {
        this.environment = environment;
    }

    String run(Event event, HttpServletRequest request, HttpServletResponse response) {
        try {
            return switch (event.type()) {
            case SERVICE -> runService(event.invoke(), request);
            case JAVA -> inTransaction(event, () -> runJava(event, request, response));
            case GROOVY -> inTransaction(event, () -> runGroovy(event, request, response));
            };
        } catch (Exception e) { // whatever an event throws, the user gets the error response of the request
            Debug.logError(e, "Event " + event + " failed", MODULE);
            Throwable cause = e instanceof InvokerInvocationException && e.getCause() != null ? e.getCause() : e;
            request.setAttribute("_ERROR_MESSAGE_", cause.getMessage() == null ? cause.toString() : cause.getMessage());
            return "error";
        }
    }

    /** As in OFBiz: the event has a transaction, which is committed even after an exception; where it cannot be, only the log tells. */
    private static String inTransaction(Event event, Callable<String> script) throws Exception {
        boolean began = TransactionUtil.begin();
        try {
            return script.call();
        } finally {
            try {
                TransactionUtil.commit(began);
            } catch (GenericTransactionException e) {
                Debug.logError(e, "The transaction of event " + event + " was not committed", MODULE);
            }
        }
    }

    private String runService(String name, HttpServletRequest request) throws GenericServiceException {
        DispatchContext dctx = environment.dispatcher().getDispatchContext();
        ModelService model = dctx.getModelService(name);
        Map<String, Object> input = UtilHttp.getParameterMap(request);
        UtilHttp.getAttributeMap(request).forEach(input::putIfAbsent);
        model.getInModelParamList().stream().filter(param -> !param.getStringMapPrefix().isEmpty()).forEach(param ->
                input.put(param.getName(), UtilHttp.makeParamMapWithPrefix(request, param.getStringMapPrefix(), null)));
        Map<String, Object> context = model.makeValid(input, ModelService.IN_PARAM, true, null,
                UtilHttp.getTimeZone(request), UtilHttp.getLocale(request));
        context.put("userLogin", request.getSession().getAttribute("userLogin"));
        context.put("locale", UtilHttp.getLocale(request));
        context.put("timeZone", UtilHttp.getTimeZone(request));
        return finish(environment.dispatcher().runSync(name, context), request);
    }

    /** Hands the answer of a service, or of a script that answers like one, to what renders the response. */
    private static String finish(Map<?, ?> result, HttpServletRequest request) {
        result.forEach((name, value) -> request.setAttribute(name.toString(), value));
        keep(request, "_ERROR_MESSAGE_", result.get(ModelService.ERROR_MESSAGE));
        keep(request, "_ERROR_MESSAGE_LIST_", result.get(ModelService.ERROR_MESSAGE_LIST));
        keep(request, "_EVENT_MESSAGE_", result.get(ModelService.SUCCESS_MESSAGE));
        keep(request, "_EVENT_MESSAGE_LIST_", result.get(ModelService.SUCCESS_MESSAGE_LIST));
        Object response = result.get(ModelService.RESPONSE_MESSAGE);
        return ModelService.RESPOND_SUCCESS.equals(response) || response == null ? "success" : "error";
    }

    private static void keep(HttpServletRequest request, String name, Object value) {
        if (value != null) {
            request.setAttribute(name, value);
        }
    }

    private String runJava(Event event, HttpServletRequest request, HttpServletResponse response) throws Exception {
        Method method = Class.forName(event.path(), true, Thread.currentThread().getContextClassLoader())
                .getMethod(event.invoke(), HttpServletRequest.class, HttpServletResponse.class);
        try {
            Object outcome = method.invoke(null, request, response);
            return outcome == null ? "success" : outcome.toString();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private String runGroovy(Event event, HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> bindings = new HashMap<>(environment.scriptBindings(request, response));
        Object outcome = environment.scripts().run(event.path(), event.invoke(), bindings);
        if (outcome instanceof Map<?, ?> result) {
            return finish(result, request);
        }
        return outcome == null ? "success" : outcome.toString();
    }
}
