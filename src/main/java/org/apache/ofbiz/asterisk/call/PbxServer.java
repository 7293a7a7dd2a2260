/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.util.Optional;

/**
 * How to reach one Asterisk server, as its AsteriskServer row and the settings say.
 *
 * @param port               AMI port, 1 to 65535
 * @param certificateFingerprint SHA-256 of the certificate to accept, hexadecimal; empty to use the JVM's trust store
 * @param secret             AMI secret; never part of {@link #toString()}
 * @param recordingsLocation folder of this machine under which recordings are found
 */
public record PbxServer(String serverId, String host, int port, boolean useTls, Optional<String> certificateFingerprint,
                        String userName, String secret, Numbering.Contexts contexts, String recordingsLocation) {

    @Override
    public String toString() {
        return serverId + " (" + userName + "@" + host + ":" + port + (useTls ? ", TLS" : "") + ")";
    }
}
