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
package org.apache.ofbiz.asterisk.call;

import java.util.Optional;

/**
 * How to reach one Asterisk server, as its AsteriskServer row and the settings say.
 *
 * @param port               AMI port, 1 to 65535
 * @param certificateFingerprint SHA-256 of the certificate to accept, hexadecimal; empty to go by who signed it
 * @param trustedCertificates file of this machine with the certificates of those who may sign the PBX's, as PEM; empty for the trust store of
 *                            the JVM. Not looked at when there is a fingerprint
 * @param secret             AMI secret; never part of {@link #toString()}
 * @param recordingsLocation folder of this machine under which recordings are found
 */
public record PbxServer(String serverId, String host, int port, boolean useTls, Optional<String> certificateFingerprint,
                        Optional<String> trustedCertificates, String userName, String secret, Numbering.Contexts contexts,
                        String recordingsLocation) {

    /** One whose certificate has a fingerprint, or is signed by one whom the JVM trusts. */
    public PbxServer(String serverId, String host, int port, boolean useTls, Optional<String> certificateFingerprint, String userName,
                     String secret, Numbering.Contexts contexts, String recordingsLocation) {
        this(serverId, host, port, useTls, certificateFingerprint, Optional.empty(), userName, secret, contexts, recordingsLocation);
    }

    /**
     * The same configuration on another PBX.
     *
     * @param fingerprint of its certificate; empty if that one has the same
     */
    public PbxServer at(String otherHost, int otherPort, Optional<String> fingerprint) {
        return new PbxServer(serverId, otherHost, otherPort, useTls, fingerprint.or(this::certificateFingerprint), trustedCertificates, userName,
                secret, contexts, recordingsLocation);
    }

    @Override
    public String toString() {
        return serverId + " (" + userName + "@" + host + ":" + port + (useTls ? ", TLS" : "") + ")";
    }
}
