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
package org.apache.ofbiz.asterisk.web;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilHttp;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.transaction.GenericTransactionException;
import org.apache.ofbiz.entity.transaction.TransactionUtil;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceAuthException;
import org.apache.ofbiz.service.ServiceUtil;
import org.apache.ofbiz.service.ServiceValidationException;

/**
 * How a request of a user runs a service, wherever the request comes from: outside the transaction in which OFBiz runs an event. That would be
 * open while the PBX takes its time, and anyone who is refused a call would leave two errors in the log, since a service that refuses marks it
 * for rollback.
 */
public record ServiceRun(LocalDispatcher dispatcher, GenericValue userLogin, Locale locale) {

    private static final String MODULE = ServiceRun.class.getName();
    private static final String CODE = "refusalCode";

    /** As the user who is signed in where this request comes from. */
    public static ServiceRun of(HttpServletRequest request) {
        return new ServiceRun((LocalDispatcher) request.getAttribute("dispatcher"), (GenericValue) request.getSession().getAttribute("userLogin"),
                UtilHttp.getLocale(request));
    }

    /** What the service answers; what it throws is an error like one that it answers. */
    public Map<String, Object> run(String service, Map<String, ?> input) {
        Map<String, Object> context = new HashMap<>(input);
        context.put("userLogin", userLogin);
        context.put("locale", locale);
        try {
            var ofEvent = TransactionUtil.suspend(); // the namespace of its type is OFBiz's affair
            try {
                return dispatcher.runSync(service, context);
            } finally {
                TransactionUtil.resume(ofEvent);
            }
        } catch (ServiceAuthException e) {
            return failed(service, e, e.getMessage(), Refusal.Code.NOT_PERMITTED);
        } catch (ServiceValidationException e) {
            return failed(service, e, e.getMessage(), Refusal.Code.VALUE_REFUSED);
        } catch (GenericServiceException | GenericTransactionException e) {
            // a database tells its tables and others' values: the user needs to know only that there is more in the log
            return failed(service, e, UtilProperties.getMessage("AsteriskUiLabels", "AsteriskRefusal_FAILED", locale), Refusal.Code.FAILED);
        }
    }

    private static Map<String, Object> failed(String service, Exception why, String words, Refusal.Code code) {
        Debug.logWarning(service + " was rejected: " + why.getMessage(), MODULE);
        Map<String, Object> result = ServiceUtil.returnError(words);
        result.put(CODE, code.name());
        return result;
    }
}
