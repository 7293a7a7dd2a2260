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
package org.apache.ofbiz.asterisk.center.nodes;

/**
 * A row of AsteriskClaim, without the time.
 *
 * @param fencing of the lease under which the node decided
 * @param turn    of the offer on that node
 */
record ClaimRow(String phoneCallId, String serverId, String nodeId, long fencing, long turn, String userLoginId, String peerId) {

    /** Whether this claim comes after that one: under a later lease of the server, or later of the same node. */
    boolean after(ClaimRow other) {
        return fencing > other.fencing() || fencing == other.fencing() && turn > other.turn();
    }
}
