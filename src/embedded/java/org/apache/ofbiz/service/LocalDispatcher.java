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

import java.util.Map;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;

/** Runs services. Thread-safe. Timeouts are in seconds, 0 for the service's own; start times in milliseconds since 1970. */
public interface LocalDispatcher {
    Map<String, Object> runSync(String serviceName, Map<String, ? extends Object> context) throws GenericServiceException;

    Map<String, Object> runSync(String serviceName, Map<String, ? extends Object> context, int transactionTimeout, boolean requireNewTransaction)
            throws ServiceAuthException, ServiceValidationException, GenericServiceException;

    Map<String, Object> runSync(String serviceName, int transactionTimeout, boolean requireNewTransaction, Object... context)
            throws ServiceAuthException, ServiceValidationException, GenericServiceException;

    /** Runs the service on another thread, once the caller's transaction is committed. */
    void runAsync(String serviceName, Map<String, ? extends Object> context)
            throws ServiceAuthException, ServiceValidationException, GenericServiceException;

    /** @param persist true to run it once the caller's transaction is committed, false to run it at once; the host keeps no job on disk */
    void runAsync(String serviceName, Map<String, ? extends Object> context, boolean persist)
            throws ServiceAuthException, ServiceValidationException, GenericServiceException;

    Delegator getDelegator();

    Security getSecurity();

    String getName();

    DispatchContext getDispatchContext();

    void deregister();
}
