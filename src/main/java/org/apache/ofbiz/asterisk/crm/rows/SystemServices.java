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
package org.apache.ofbiz.asterisk.crm.rows;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.service.eca.ServiceEcaUtil;

/** Runs OFBiz's own services as the user "system", for records that nobody of our users may have to be allowed to make. Thread-safe. */
public final class SystemServices {

    private final LocalDispatcher dispatcher;

    public SystemServices(LocalDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * @return what the service answered
     * @throws FailedException when the service refuses, or cannot run
     */
    public Map<String, Object> run(String service, Map<String, ?> context) {
        try {
            Map<String, Object> complete = new HashMap<>(context);
            complete.put("userLogin", systemUser());
            Map<String, Object> result = dispatcher.runSync(service, complete);
            if (!ServiceUtil.isSuccess(result)) {
                throw new FailedException(service + ": " + ServiceUtil.getErrorMessage(result));
            }
            return result;
        } catch (GenericServiceException | GenericEntityException e) {
            throw new FailedException(service + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether the service is the one that OFBiz brings, and no component has attached anything to it: what it does to rows may then be done
     * without it.
     *
     * @param script where OFBiz has the service
     */
    public boolean isUntouched(String service, Pattern script) {
        try {
            Map<String, ?> attached = ServiceEcaUtil.getServiceEventMap(service);
            return (attached == null || attached.isEmpty())
                    && script.matcher(dispatcher.getDispatchContext().getModelService(service).getLocation()).matches();
        } catch (GenericServiceException e) {
            return false; // and running it says what is wrong
        }
    }

    private GenericValue systemUser() throws GenericEntityException {
        return EntityQuery.use(dispatcher.getDelegator()).from("UserLogin").where("userLoginId", "system").cache().queryOne();
    }

    /** A service did not do what it was asked. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }

        FailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
