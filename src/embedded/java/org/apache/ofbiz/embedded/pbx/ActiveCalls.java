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
package org.apache.ofbiz.embedded.pbx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls in progress. Confined to the {@link PbxEventLoop}. */
final class ActiveCalls implements Call.Registry {

    private final List<Call> calls = new ArrayList<>();
    private int processed;

    @Override
    public void add(Call call) {
        processed++;
        calls.add(call);
    }

    @Override
    public void remove(Call call) {
        calls.remove(call);
    }

    /** How many calls there were since the start, those in progress included. */
    int processed() {
        return processed;
    }

    List<Call> all() {
        return List.copyOf(calls);
    }

    /** The call in which a channel takes part, named by its name or its Uniqueid as AMI allows. */
    Optional<Call> of(String channel) {
        return calls.stream().filter(call -> call.has(channel)).findFirst();
    }
}
