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
package org.apache.ofbiz.asterisk.ami.wire;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** A connection that failed, with its reason and the kind of fault. */
public final class ConnectionFailure extends IOException implements ConnectionReason.Holder {

    private static final long serialVersionUID = 1L;
    /** What the JDK says when the answer to a TLS handshake is none. */
    private static final String NOT_TLS = "Unsupported or unrecognized SSL message";

    private final ConnectionFault fault;
    private final transient ConnectionReason reason;

    public ConnectionFailure(ConnectionFault fault, ConnectionReason reason) {
        super(reason.text());
        this.fault = fault;
        this.reason = reason;
    }

    public ConnectionFailure(ConnectionFault fault, ConnectionReason reason, Throwable cause) {
        super(reason.text(), cause);
        this.fault = fault;
        this.reason = reason;
    }

    @Override
    public ConnectionReason reason() {
        return reason;
    }

    public ConnectionFault fault() {
        return fault;
    }

    /** The kind of any failure of a connection. */
    public static ConnectionFault faultOf(Throwable failure) {
        if (failure instanceof ConnectionFailure known) {
            return known.fault;
        }
        if (failure instanceof SSLException) {
            return isNotTls(failure) ? ConnectionFault.NO_TLS_THERE : ConnectionFault.CERTIFICATE;
        }
        boolean nobody = failure instanceof UnknownHostException || failure instanceof ConnectException
                || failure instanceof NoRouteToHostException;
        return nobody ? ConnectionFault.ADDRESS : ConnectionFault.AWAY;
    }

    /** Whether what answered a TLS handshake speaks something else. */
    static boolean isNotTls(Throwable failure) {
        return failure instanceof SSLException && String.valueOf(failure.getMessage()).contains(NOT_TLS);
    }
}
