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
package org.apache.ofbiz.asterisk.push;

/**
 * What a user may do in the call center at this moment.
 *
 * @param signedIn the login exists, is enabled and was not logged out anywhere
 * @param view     may see the console
 * @param agent    may place and claim calls
 * @param supervisor may see the calls and agents of all groups
 */
public record Access(boolean signedIn, boolean view, boolean agent, boolean supervisor) {

    /** Of a login that is gone, disabled or logged out. */
    public static final Access NONE = new Access(false, false, false, false);

    /** Whether something that was allowed is so no longer. */
    boolean isLessThan(Access earlier) {
        return earlier.signedIn && !signedIn || earlier.view && !view || earlier.agent && !agent
                || earlier.supervisor && !supervisor;
    }
}
