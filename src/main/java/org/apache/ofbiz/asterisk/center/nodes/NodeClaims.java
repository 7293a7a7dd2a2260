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
 * Takes calls for this node in the database. Between the row and the Redirect is the question whether the lease is still this node's: one who takes
 * the lease does so before it looks at claims, so of two nodes that take themselves for the holder, the later one sees the row of the other, or the
 * other one sees that its lease is gone. No clock has a part in it. Thread-safe for different calls.
 */
final class NodeClaims {

    private final ClaimStore store;

    NodeClaims(ClaimStore store) {
        this.store = store;
    }

    /**
     * Takes a call.
     *
     * @return whether the caller may be sent; false where a later holder has the call, or the lease
     * @throws RuntimeException when the database doesn't answer: then nobody knows, and the claim is to be given up
     */
    boolean take(ClaimRow claim) {
        if (!store.replaceOlder(claim) && !store.create(claim) && store.find(claim.phoneCallId()).filter(claim::equals).isEmpty()) {
            return false;
        }
        if (store.holds(claim.serverId(), claim.nodeId(), claim.fencing())) {
            return true;
        }
        release(claim);
        return false;
    }

    /** Nobody has the call, unless somebody has claimed it since. */
    void release(ClaimRow claim) {
        store.remove(claim.phoneCallId(), claim.nodeId(), claim.fencing(), claim.turn());
    }
}
