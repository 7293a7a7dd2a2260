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

import java.util.List;

/** Rows that each node has of its own and tells all others: first all of them, then those that change. Must not block. Thread-safe. */
public interface SharedRows {

    /** All rows of this node, as texts. */
    List<String> whole();

    /** The node begins to tell all its rows; what it told before counts until it {@link #isComplete}. */
    void begins(String nodeId);

    /** Some of its rows. */
    void says(String nodeId, String text);

    void isComplete(String nodeId);

    /** The node is dead, or can't be reached. */
    void isGone(String nodeId);
}
