/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Failures of a connection, as an admin can use them. */
final class Words {

    private Words() {
    }

    static String of(Throwable failure) {
        String detail = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return "the host " + detail + " is not known";
        }
        if (failure instanceof ConnectException) {
            return "nothing answers at that host and port (" + detail + ")";
        }
        if (failure instanceof SocketTimeoutException) {
            return "the PBX stopped answering";
        }
        if (failure instanceof SSLException) {
            return "TLS failed: " + detail;
        }
        return detail;
    }
}
