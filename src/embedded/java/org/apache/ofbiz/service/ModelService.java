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
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.apache.ofbiz.base.util.GeneralException;
import org.apache.ofbiz.base.util.ObjectType;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilValidate;
import org.apache.ofbiz.embedded.service.Validation;

/** The definition of a service. Read at start and not changed afterwards, so it may be used by any thread. */
@SuppressWarnings("serial")
public class ModelService extends AbstractMap<String, Object> implements Serializable {
    public static final String OUT_PARAM = "OUT";
    public static final String IN_PARAM = "IN";
    public static final String IN_OUT_PARAM = "INOUT";
    public static final String RESPONSE_MESSAGE = "responseMessage";
    public static final String RESPOND_SUCCESS = "success";
    public static final String RESPOND_ERROR = "error";
    public static final String RESPOND_FAIL = "fail";
    public static final String ERROR_MESSAGE = "errorMessage";
    public static final String ERROR_MESSAGE_LIST = "errorMessageList";
    public static final String ERROR_MESSAGE_MAP = "errorMessageMap";
    public static final String SUCCESS_MESSAGE = "successMessage";
    public static final String SUCCESS_MESSAGE_LIST = "successMessageList";

    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, ModelParam> params = new LinkedHashMap<>();

    private <T> T property(String name, Class<T> type, T byDefault) {
        return type.cast(properties.getOrDefault(name, byDefault));
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return Map.copyOf(properties).entrySet();
    }

    public String getName() {
        return property("name", String.class, "");
    }

    public void setName(String name) {
        properties.put("name", name);
    }

    /** File and line of the definition. */
    public String getDefinitionLocation() {
        return property("definitionLocation", String.class, "");
    }

    public void setDefinitionLocation(String definitionLocation) {
        properties.put("definitionLocation", definitionLocation);
    }

    public String getDescription() {
        return property("description", String.class, "");
    }

    public void setDescription(String description) {
        properties.put("description", description);
    }

    public String getEngineName() {
        return property("engineName", String.class, "");
    }

    public void setEngineName(String engineName) {
        properties.put("engineName", engineName);
    }

    public String getLocation() {
        return property("location", String.class, "");
    }

    public void setLocation(String location) {
        properties.put("location", location);
    }

    public String getInvoke() {
        return property("invoke", String.class, "");
    }

    public void setInvoke(String invoke) {
        properties.put("invoke", invoke);
    }

    public String getDefaultEntityName() {
        return property("defaultEntityName", String.class, "");
    }

    public void setDefaultEntityName(String defaultEntityName) {
        properties.put("defaultEntityName", defaultEntityName);
    }

    public boolean isAuth() {
        return property("auth", Boolean.class, false);
    }

    public void setAuth(boolean auth) {
        properties.put("auth", auth);
    }

    public boolean isUseTransaction() {
        return property("useTransaction", Boolean.class, true);
    }

    public void setUseTransaction(boolean useTransaction) {
        properties.put("useTransaction", useTransaction);
    }

    /** Seconds; 0 for the default. */
    public int getTransactionTimeout() {
        return property("transactionTimeout", Integer.class, 0);
    }

    public void setTransactionTimeout(int transactionTimeout) {
        properties.put("transactionTimeout", transactionTimeout);
    }

    /** Null where no permission service is declared. */
    public ModelPermission getModelPermission() {
        return property("modelPermission", ModelPermission.class, null);
    }

    public void setModelPermission(ModelPermission modelPermission) {
        properties.put("modelPermission", modelPermission);
    }

    public ModelParam getParam(String name) {
        return params.get(name);
    }

    /** Adds the attribute, or replaces the one of the same name. */
    public void addParam(ModelParam param) {
        params.put(param.name(), param);
    }

    public List<ModelParam> getModelParamList() {
        return List.copyOf(params.values());
    }

    public List<ModelParam> getInModelParamList() {
        return params.values().stream().filter(ModelParam::isIn).toList();
    }

    /** @throws ServiceValidationException when something required is missing, unknown, of the wrong type, or holds forbidden markup */
    public void validate(Map<String, Object> context, String mode, Locale locale) throws ServiceValidationException {
        Validation.Findings findings = new Validation(getName(), getModelParamList(), mode).check(context);
        if (!findings.isEmpty()) {
            throw new ServiceValidationException(findings.messages(), this, findings.missing(), findings.extra(), mode);
        }
    }

    public Map<String, Object> makeValid(Map<String, ? extends Object> source, String mode) {
        return makeValid(source, mode, true, null);
    }

    public Map<String, Object> makeValid(Map<String, ? extends Object> source, String mode, boolean includeInternal, List<Object> errorMessages) {
        return makeValid(source, mode, includeInternal, errorMessages, null);
    }

    public Map<String, Object> makeValid(Map<String, ? extends Object> source, String mode, boolean includeInternal, List<Object> errorMessages,
            Locale locale) {
        return makeValid(source, mode, includeInternal, errorMessages, null, locale);
    }

    /**
     * Those entries that the service declares, converted to the declared types.
     *
     * @param errorMessages where conversions that fail are told, or null; the entry is then left out
     */
    public Map<String, Object> makeValid(Map<String, ? extends Object> source, String mode, boolean includeInternal, List<Object> errorMessages,
            TimeZone timeZone, Locale locale) {
        Map<String, Object> target = new HashMap<>();
        List<Object> errors = errorMessages == null ? new ArrayList<>() : errorMessages;
        Locale language = locale != null ? locale : UtilMisc.ensureLocale(source.get("locale"));
        TimeZone zone = timeZone != null || !(source.get("timeZone") instanceof TimeZone own) ? timeZone : own;
        for (ModelParam param : params.values()) {
            if (param.has(mode) && (includeInternal || !param.internal()) && source.containsKey(param.name())) {
                Object value = source.get(param.name());
                Object converted = convert(param, value, zone, language, errors);
                if (converted != null || UtilValidate.isEmpty(value)) {
                    target.put(param.name(), converted);
                }
            }
        }
        return target;
    }

    private Object convert(ModelParam param, Object value, TimeZone zone, Locale locale, List<Object> errors) {
        try {
            return ObjectType.simpleTypeOrObjectConvert(value, param.type(), null, zone, locale, true);
        } catch (GeneralException e) {
            errors.add("Type conversion of attribute [" + getName() + "." + param.name() + "] to " + param.type() + " failed: " + value);
            return null;
        }
    }

    @Override
    public String toString() {
        return getName() + " (" + getEngineName() + " " + getLocation() + "#" + getInvoke() + ")";
    }
}
