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

import java.io.IOException;
import java.util.List;

/** A PBX of a cluster, with a group that customers reach, and two agents of its own. */
interface ClusterPbx extends AutoCloseable {

    String serverId();

    /** Where AMI listens, on loopback. */
    int port();

    /** Of the AMI user {@code ofbiz}. */
    String secret();

    /** The logins of two agents, whose phones answer. */
    List<String> agents();

    /** partyId of one of them. */
    String partyOf(String login);

    /** Number of the phone of one of them. */
    String phoneOf(String partyId);

    /** A customer calls the group, and waits. @param number 11 digits */
    void calls(String number);

    /** The customer hangs up. */
    void hangsUp(String number);

    @Override
    void close() throws IOException;
}
