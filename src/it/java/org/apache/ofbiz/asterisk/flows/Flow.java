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
package org.apache.ofbiz.asterisk.flows;

/**
 * One thing that people do with a telephone system, driven on a real one.
 *
 * @param name     of the recorded dialogue that shows the same
 * @param expected name of the story, in {@code src/test/resources/dialogues/expected}, that it must give; empty where the script itself checks
 */
record Flow(String name, String expected, Script script) {

    /** What happens; it need not wait for the calls to end, nor tidy up phones. */
    @FunctionalInterface
    interface Script {
        void play(FlowStage stage) throws Exception;
    }

    /** A flow that gives the story of its own name. */
    static Flow of(String name, Script script) {
        return new Flow(name, name, script);
    }

    /** A flow that checks what it is about by itself. */
    static Flow checked(String name, Script script) {
        return new Flow(name, "", script);
    }
}
