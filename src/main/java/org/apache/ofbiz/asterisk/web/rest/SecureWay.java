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
package org.apache.ofbiz.asterisk.web.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import javax.servlet.http.HttpServletRequest;

/** Whether nobody on the way could read a request. Stateless. */
final class SecureWay {

    private SecureWay() {
    }

    /** By TLS to this server, by TLS to a proxy on this computer, or from this computer itself. */
    static boolean isSecure(HttpServletRequest request) {
        if (request.isSecure()) {
            return true;
        }
        if (!isLoopback(request.getRemoteAddr())) {
            return false;
        }
        String scheme = request.getHeader("X-Forwarded-Proto");
        boolean forwarded = scheme != null || request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null
                || request.getHeader("Via") != null;
        return !forwarded || "https".equalsIgnoreCase(scheme);
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // an address, so nothing is resolved
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
