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

/**
 * An endpoint that a server listed; {@code type} is what it looks like, an admin may know better.
 *
 * @param callerIdName name that it shows when it calls; empty where the server tells none
 */
public record DiscoveredPeer(String technology, String name, Peer.Type type, String context, String callerIdName) {

    /** One that shows no name. */
    public DiscoveredPeer(String technology, String name, Peer.Type type, String context) {
        this(technology, name, type, context, "");
    }
}
