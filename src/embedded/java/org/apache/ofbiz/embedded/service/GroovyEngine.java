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
import org.apache.ofbiz.base.util.UtilGenerics;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelService;
import org.apache.ofbiz.service.ServiceUtil;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** Services that are a method of a Groovy script, or a whole script. */
final class GroovyEngine implements Engine {
    private final GroovyScripts scripts;

    GroovyEngine(GroovyScripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public void check(ModelService service) {
        scripts.compile(service.getLocation());
        if (!service.getInvoke().isEmpty() && !scripts.hasMethod(service.getLocation(), service.getInvoke())) {
            throw new IllegalArgumentException("script " + service.getLocation() + " has no method " + service.getInvoke() + "()");
        }
    }

    @Override
    public Map<String, Object> run(ModelService service, DispatchContext dctx, Map<String, Object> context) throws GenericServiceException {
        Map<String, Object> variables = new HashMap<>(context);
        variables.put("parameters", context);
        variables.put("dctx", dctx);
        variables.put("dispatcher", dctx.getDispatcher());
        variables.put("delegator", dctx.getDelegator());
        variables.put("security", dctx.getSecurity());
        try {
            Object result = scripts.run(service.getLocation(), service.getInvoke(), variables);
            return result instanceof Map<?, ?> map ? UtilGenerics.cast(map) : ServiceUtil.returnSuccess();
        } catch (InvokerInvocationException e) {
            throw new GenericServiceException("Groovy service [" + service.getName() + "] failed", e.getCause());
        } catch (RuntimeException e) {
            throw new GenericServiceException("Groovy service [" + service.getName() + "] failed", e);
        }
    }
}
