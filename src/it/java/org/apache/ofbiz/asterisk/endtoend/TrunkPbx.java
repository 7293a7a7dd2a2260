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
package org.apache.ofbiz.asterisk.endtoend;

import java.util.List;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/**
 * A real Asterisk of a cluster, at one end of a trunk.
 *
 * @param agents whose phones are 1001 and 1002 there
 * @param parties theirs
 */
record TrunkPbx(AsteriskLab lab, String serverId, List<String> agents, List<String> parties) implements ClusterPbx {

    private static final String SERVICE = "5000";

    @Override
    public int port() {
        return lab.ami().port();
    }

    @Override
    public String secret() {
        return lab.ami().secret();
    }

    @Override
    public String partyOf(String login) {
        return parties.get(agents.indexOf(login));
    }

    @Override
    public String phoneOf(String partyId) {
        return String.valueOf(1001 + parties.indexOf(partyId));
    }

    @Override
    public void calls(String number) {
        lab.caller(number).dials(SERVICE);
    }

    @Override
    public void hangsUp(String number) {
        lab.endAllCalls();
    }

    @Override
    public void close() {
        lab.close();
    }
}
