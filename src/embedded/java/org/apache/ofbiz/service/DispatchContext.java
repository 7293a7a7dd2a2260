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
package org.apache.ofbiz.service;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.embedded.service.ServiceModels;
import org.apache.ofbiz.embedded.spi.RunningHost;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;

/** What a service may use. Thread-safe. */
@SuppressWarnings("serial")
public class DispatchContext implements Serializable {
    private final String name;
    private final transient ClassLoader loader;
    private final transient LocalDispatcher dispatcher;

    public DispatchContext(String name, ClassLoader loader, LocalDispatcher dispatcher) {
        this.name = name;
        this.loader = loader;
        this.dispatcher = dispatcher;
    }

    public String getName() {
        return name;
    }

    public LocalDispatcher getDispatcher() {
        return dispatcher;
    }

    public Delegator getDelegator() {
        return dispatcher.getDelegator();
    }

    public Security getSecurity() {
        return dispatcher.getSecurity();
    }

    /** Those entries that the service declares, converted to the declared types. @throws GenericServiceException when there is no such service */
    public Map<String, Object> makeValidContext(String serviceName, String mode, Map<String, ? extends Object> context)
            throws GenericServiceException {
        return makeValidContext(getModelService(serviceName), mode, context);
    }

    public static Map<String, Object> makeValidContext(ModelService model, String mode, Map<String, ? extends Object> context)
            throws GenericServiceException {
        return model.makeValid(context, mode);
    }

    public Set<String> getAllServiceNames() {
        return RunningHost.get(ServiceModels.class).names();
    }

    /** @throws GenericServiceException when there is no such service */
    public ModelService getModelService(String serviceName) throws GenericServiceException {
        return RunningHost.get(ServiceModels.class).find(serviceName)
                .orElseThrow(() -> new GenericServiceException("Cannot locate service by name (" + serviceName + ")"));
    }
}
