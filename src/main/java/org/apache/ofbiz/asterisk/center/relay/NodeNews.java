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
package org.apache.ofbiz.asterisk.center.relay;

/** What each node has of its own and tells all others, as it comes in from there. Thread-safe. */
final class NodeNews {

    private final OtherNodes nodes;
    private final NodeEvents events;

    NodeNews(OtherNodes nodes, NodeEvents events) {
        this.nodes = nodes;
        this.events = events;
    }

    /** The node begins a stream. */
    void begins(OtherNode node) {
        events.restarts(node.nodeId());
        nodes.shared().ifPresent(rows -> rows.begins(node.nodeId()));
    }

    /** How everything is has been told. */
    void isComplete(OtherNode node) {
        nodes.shared().ifPresent(rows -> rows.isComplete(node.nodeId()));
    }

    /** Some of its rows have changed. */
    void rows(OtherNode node, Frame frame) {
        nodes.shared().ifPresent(rows -> rows.says(node.nodeId(), frame.get(Frame.TEXT)));
    }

    /** The node is dead, or can't be reached. */
    void isGone(OtherNode node) {
        events.isGone(node.nodeId());
        nodes.shared().ifPresent(rows -> rows.isGone(node.nodeId()));
    }
}
