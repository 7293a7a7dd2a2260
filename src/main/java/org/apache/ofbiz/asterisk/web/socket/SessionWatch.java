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
package org.apache.ofbiz.asterisk.web.socket;

import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.http.HttpSessionAttributeListener;
import javax.servlet.http.HttpSessionBindingEvent;
import javax.servlet.http.HttpSessionEvent;
import javax.servlet.http.HttpSessionIdListener;
import javax.servlet.http.HttpSessionListener;
import org.apache.ofbiz.asterisk.push.Authenticator;
import org.apache.ofbiz.asterisk.push.PushHub;

/** Logging out, being logged in as somebody else, and the end of an HTTP session close its sockets. Thread-safe. */
final class SessionWatch implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {

    private final Supplier<Optional<PushHub>> hub;

    SessionWatch(Supplier<Optional<PushHub>> hub) {
        this.hub = hub;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        ended(event);
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
        if (Authenticator.USER_LOGIN.equals(event.getName())) {
            ended(event);
        }
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        // OFBiz stores the same user again after changes to it, so who it is now is what matters
        if (Authenticator.USER_LOGIN.equals(event.getName())) {
            hub.get().ifPresent(present -> present.httpSessions().userChanged(event.getSession()));
        }
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        hub.get().ifPresent(present -> present.httpSessions().renamed(oldSessionId, event.getSession().getId()));
    }

    private void ended(HttpSessionEvent event) {
        hub.get().ifPresent(present -> present.httpSessions().ended(event.getSession().getId()));
    }
}
