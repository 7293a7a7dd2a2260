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

import java.util.List;

/** A service was called with, or gave, what it does not declare. */
@SuppressWarnings("serial")
public class ServiceValidationException extends GenericServiceException {
    private final List<String> messages;
    private final transient ModelService service;
    private final List<String> missingFields;
    private final List<String> extraFields;
    private final String errorMode;

    public ServiceValidationException(List<String> messageList, ModelService service, List<String> missingFields, List<String> extraFields,
            String errorMode) {
        super(String.join("\n", messageList));
        this.messages = List.copyOf(messageList);
        this.service = service;
        this.missingFields = List.copyOf(missingFields);
        this.extraFields = List.copyOf(extraFields);
        this.errorMode = errorMode;
    }

    public List<String> getExtraFields() {
        return extraFields;
    }

    public List<String> getMissingFields() {
        return missingFields;
    }

    @Override
    public List<String> getMessageList() {
        return messages;
    }

    public ModelService getModelService() {
        return service;
    }

    public String getMode() {
        return errorMode;
    }
}
