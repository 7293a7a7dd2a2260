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
package org.apache.ofbiz.asterisk.acd;

/**
 * Why somebody takes no calls for a while.
 *
 * @param id          enumId
 * @param description as the Enumeration row has it; the words in the user's language may be a label
 */
public record PauseReason(String id, String description) {

    /** Of a pause that somebody began on the PBX, for a reason that OFBiz doesn't have; nobody can choose it. */
    public static final String ON_PBX = "AST_PAUSE_ON_PBX";

    /** Of an agent who missed too many calls in a row. Its description is what the PBX is told. */
    public static final PauseReason MISSED = new PauseReason("AST_PAUSE_MISSED", "Missed calls");
}
