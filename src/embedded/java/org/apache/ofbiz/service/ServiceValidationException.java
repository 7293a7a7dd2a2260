/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
