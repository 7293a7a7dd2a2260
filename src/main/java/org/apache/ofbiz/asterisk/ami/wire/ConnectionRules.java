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

import java.nio.file.Path;
import java.util.List;

/**
 * What a connection to a PBX may reach, whatever an admin enters for a server: hosts and ports in the network, files of trusted certificates
 * on this machine. Immutable, thread-safe.
 */
public record ConnectionRules(AllowedAddresses addresses, TrustFolders certificates) {

    /**
     * @param hosts              host names, patterns, addresses and ranges, as the setting pbxHosts has them; what is none is logged and ignored
     * @param ports              ports and ranges of ports, as the setting pbxPorts has them; likewise
     * @param certificateFolders relative ones start at {@code home}
     * @param home               the home directory of OFBiz
     */
    public static ConnectionRules of(List<String> hosts, List<String> ports, List<String> certificateFolders, Path home) {
        return new ConnectionRules(AllowedAddresses.of(hosts, ports), TrustFolders.of(certificateFolders, home));
    }
}
