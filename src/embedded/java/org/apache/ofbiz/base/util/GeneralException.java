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

    public GeneralException(String msg, List<String> messages, Throwable nested) {
        super(msg, nested);
        this.messages = List.copyOf(messages);
    }

    /** The own message and list, followed by the message of the nested exception in brackets. */
    @Override
    public String getMessage() {
        Throwable nested = getNested();
        String own = getNonNestedMessage();
        return nested == null || own != null && own.equals(nested.toString()) ? own : own + " (" + nested.getMessage() + ")";
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
