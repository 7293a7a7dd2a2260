/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.util;

import java.util.List;

/** The parent of OFBiz's checked exceptions: a message and, where there are several reasons, a list of them. */
@SuppressWarnings("serial")
public class GeneralException extends Exception {
    private final List<String> messages;

    public GeneralException() {
        this.messages = List.of();
    }

    public GeneralException(String msg) {
        this(msg, List.of(), null);
    }

    public GeneralException(String msg, Throwable nested) {
        this(msg, List.of(), nested);
    }

    public GeneralException(Throwable nested) {
        super(nested);
        this.messages = List.of();
    }

    public GeneralException(String msg, List<String> messages) {
        this(msg, messages, null);
    }

    public GeneralException(String msg, List<String> messages, Throwable nested) {
        super(msg, nested);
        this.messages = List.copyOf(messages);
    }

    public GeneralException(List<String> messages, Throwable nested) {
        this(null, messages, nested);
    }

    public GeneralException(List<String> messages) {
        this(null, messages, null);
    }

    /** The own message and list, followed by the message of the nested exception in brackets. */
    @Override
    public String getMessage() {
        Throwable nested = getNested();
        String own = getNonNestedMessage();
        return nested == null || own != null && own.equals(nested.toString()) ? own : own + " (" + nested.getMessage() + ")";
    }

    public List<String> getMessageList() {
        return messages;
    }

    public String getNonNestedMessage() {
        String own = super.getMessage();
        if (messages.isEmpty()) {
            return own;
        }
        return own == null ? String.join("\n", messages) : own + "\n" + String.join("\n", messages);
    }

    public Throwable getNested() {
        return getCause();
    }
}
