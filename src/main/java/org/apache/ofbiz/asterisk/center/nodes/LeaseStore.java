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

import java.util.List;

/**
 * The rows that nodes share. Those of leases change only when they are taken or given back, so that a node that hangs hardly ever locks one. Each
 * change is one statement with its condition, so that of two nodes one is refused. What it throws says nothing about whether the change was made.
 */
interface LeaseStore {

    /** As they are at a moment after the call began. */
    List<LeaseRow> leases();

    List<NodeRow> nodes();

    /** Makes the row of a server that has none; nobody holds it. */
    void create(String serverId);

    /** Makes this node the holder, with the next number. @return false where the lease isn't as it was seen any more */
    boolean take(LeaseRow seen, String nodeId);

    /** Does nothing where this node holds it no longer under this number. */
    void giveBack(String serverId, String nodeId, long fencing);

    /** Writes the node's row, whether it is there or not. */
    void sign(NodeRow node);

    void remove(String nodeId);
}
