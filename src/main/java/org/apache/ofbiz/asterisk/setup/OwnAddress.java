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
package org.apache.ofbiz.asterisk.setup;

import java.io.IOException;
import java.net.DatagramSocket;
import org.apache.ofbiz.asterisk.ami.wire.AllowedAddresses;
import org.apache.ofbiz.base.util.Debug;

/** The address that a PBX sees of us, where no translation of addresses is in between. */
public final class OwnAddress {

    private static final String MODULE = OwnAddress.class.getName();
    private static final String LOOPBACK = "127.0.0.1";

    private OwnAddress() {
    }

    /** As the routes of this machine say; nothing is sent. The loopback address for a host that is not known or not allowed. */
    public static String towards(String host, int port, AllowedAddresses allowed) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(allowed.resolve(host.isBlank() ? LOOPBACK : host, port));
            String address = socket.getLocalAddress().getHostAddress();
            return address.replaceFirst("%.*", "");
        } catch (IOException e) {
            Debug.logInfo("No route to " + host + ": " + e.getMessage(), MODULE);
            return LOOPBACK;
        }
    }
}
