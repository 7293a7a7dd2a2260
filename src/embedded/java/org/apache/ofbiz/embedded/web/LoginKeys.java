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
package org.apache.ofbiz.embedded.web;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.ServletContext;
import org.apache.ofbiz.entity.GenericValue;

/**
 * The keys by which a page of one webapp opens a session in another. A session has one key at a time; its next page
 * takes the last one back, so a key is good until its owner moves on. Thread-safe.
 */
public final class LoginKeys {

    private static final String ATTRIBUTE = LoginKeys.class.getName();

    private final Map<String, GenericValue> userLogins = new ConcurrentHashMap<>();

    /** Lets the requests to a webapp find the keys. */
    public void attach(ServletContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    public static LoginKeys of(ServletContext context) {
        return (LoginKeys) context.getAttribute(ATTRIBUTE);
    }

    /** A new key for the user; the previous one of the same session, if any, ends. */
    public String issue(Optional<String> previous, GenericValue userLogin) {
        previous.ifPresent(userLogins::remove);
        String key = "EL" + UUID.randomUUID();
        userLogins.put(key, userLogin);
        return key;
    }

    public Optional<GenericValue> userOf(String key) {
        return Optional.ofNullable(userLogins.get(key));
    }

    public void end(String key) {
        userLogins.remove(key);
    }
}
