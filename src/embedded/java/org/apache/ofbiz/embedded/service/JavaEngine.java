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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelService;

/** Services that are public static methods taking a DispatchContext and a Map. */
final class JavaEngine implements Engine {
    @Override
    public void check(ModelService service) {
        try {
            Method method = method(service);
            if (!Modifier.isStatic(method.getModifiers()) || !Map.class.isAssignableFrom(method.getReturnType())) {
                throw new IllegalArgumentException(method + " is not static or gives no map");
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException("no method " + service.getLocation() + "." + service.getInvoke() + "(DispatchContext, Map)", e);
        }
    }

    private static Method method(ModelService service) throws ReflectiveOperationException {
        return Class.forName(service.getLocation(), true, Thread.currentThread().getContextClassLoader())
                .getMethod(service.getInvoke(), DispatchContext.class, Map.class);
    }

    @Override
    public Map<String, Object> run(ModelService service, DispatchContext dctx, Map<String, Object> context) throws GenericServiceException {
        try {
            return UtilGenerics.cast(method(service).invoke(null, dctx, context));
        } catch (InvocationTargetException e) {
            throw new GenericServiceException("Service [" + service.getName() + "] threw an unexpected exception", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new GenericServiceException("Service [" + service.getName() + "] cannot be called", e);
        }
    }
}
