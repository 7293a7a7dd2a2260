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

/**
 * One thing that happens on a PBX of FreePBX's shape.
 *
 * @param calls what is known of it afterwards, one row each, in any order
 */
record FreePbxFlow(String name, Script script, List<ExpectedCall> calls) {

    /** What people do; it need not wait for the calls to end. */
    @FunctionalInterface
    interface Script {
        void play(FreePbxStage stage) throws Exception;
    }

    /** Some need what only the older Asterisk has. */
    boolean runsOn(String version) {
        return version.equals("16") || !name.contains("chan_sip");
    }

    static FreePbxFlow of(String name, Script script, ExpectedCall... calls) {
        return new FreePbxFlow(name, script, List.of(calls));
    }
}
