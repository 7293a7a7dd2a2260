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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.base.util.UtilGenerics;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilValidate;

/** Makes and reads the results of services. */
public final class ServiceUtil {
    private ServiceUtil() {
    }

    public static boolean isError(Map<String, ? extends Object> results) {
        return hasResponse(results, ModelService.RESPOND_ERROR);
    }

    public static boolean isFailure(Map<String, ? extends Object> results) {
        return hasResponse(results, ModelService.RESPOND_FAIL);
    }

    public static boolean isSuccess(Map<String, ? extends Object> results) {
        return !isError(results) && !isFailure(results);
    }

    private static boolean hasResponse(Map<String, ? extends Object> results, String response) {
        return results != null && response.equals(results.get(ModelService.RESPONSE_MESSAGE));
    }

    public static Map<String, Object> returnError(String errorMessage) {
        return returnProblem(ModelService.RESPOND_ERROR, errorMessage, null, null, null);
    }

    public static Map<String, Object> returnError(List<? extends Object> errorMessageList) {
        return returnProblem(ModelService.RESPOND_ERROR, null, errorMessageList, null, null);
    }

    public static Map<String, Object> returnFailure(String errorMessage) {
        return returnProblem(ModelService.RESPOND_FAIL, errorMessage, null, null, null);
    }

    /** A result that is no success, with the messages given and those of the nested result. */
    public static Map<String, Object> returnProblem(String returnType, String errorMessage, List<? extends Object> errorMessageList,
            Map<String, ? extends Object> errorMessageMap, Map<String, ? extends Object> nestedResult) {
        Map<String, Object> result = returnMessage(returnType, null);
        List<Object> all = new ArrayList<>();
        if (errorMessageList != null) {
            all.addAll(errorMessageList);
        }
        if (nestedResult != null && nestedResult.get(ModelService.ERROR_MESSAGE) != null) {
            all.add(nestedResult.get(ModelService.ERROR_MESSAGE));
        }
        if (nestedResult != null && nestedResult.get(ModelService.ERROR_MESSAGE_LIST) instanceof List<?> nested) {
            all.addAll(nested);
        }
        if (errorMessage != null) {
            result.put(ModelService.ERROR_MESSAGE, errorMessage);
        }
        if (!all.isEmpty()) {
            result.put(ModelService.ERROR_MESSAGE_LIST, all);
        }
        if (errorMessageMap != null) {
            result.put(ModelService.ERROR_MESSAGE_MAP, errorMessageMap);
        }
        return result;
    }

    public static Map<String, Object> returnSuccess(String successMessage) {
        return returnMessage(ModelService.RESPOND_SUCCESS, successMessage);
    }

    public static Map<String, Object> returnSuccess() {
        return returnMessage(ModelService.RESPOND_SUCCESS, null);
    }

    public static Map<String, Object> returnSuccess(List<String> successMessageList) {
        Map<String, Object> result = returnSuccess();
        result.put(ModelService.SUCCESS_MESSAGE_LIST, successMessageList);
        return result;
    }

    public static Map<String, Object> returnMessage(String code, String message) {
        Map<String, Object> result = new HashMap<>();
        result.put(ModelService.RESPONSE_MESSAGE, code);
        if (message != null) {
            result.put(ModelService.RESPOND_SUCCESS.equals(code) ? ModelService.SUCCESS_MESSAGE : ModelService.ERROR_MESSAGE, message);
        }
        return result;
    }

    /** All error messages of the result, one on each line; empty when there is none. */
    public static String getErrorMessage(Map<String, ? extends Object> result) {
        List<String> lines = new ArrayList<>();
        if (UtilValidate.isNotEmpty(result.get(ModelService.ERROR_MESSAGE))) {
            lines.add(result.get(ModelService.ERROR_MESSAGE).toString());
        }
        if (result.get(ModelService.ERROR_MESSAGE_LIST) instanceof List<?> list) {
            list.forEach(message -> lines.add(String.valueOf(message)));
        }
        return String.join("\n", lines);
    }

    public static Locale getLocale(Map<String, ? extends Object> context) {
        return UtilMisc.ensureLocale(context.get("locale"));
    }

    @SafeVarargs
    public static <T> Map<String, Object> makeContext(T... args) {
        return UtilGenerics.cast(UtilMisc.toMap((Object[]) args));
    }
}
