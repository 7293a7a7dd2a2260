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
import java.util.Map;

/** One AMI message: headers in order, names may repeat. Not thread-safe while it is being built; nothing changes it afterwards. */
final class PbxMessage {

    private final List<Map.Entry<String, String>> headers = new ArrayList<>();

    static PbxMessage event(String name, String privilege) {
        return new PbxMessage().with("Event", name).with("Privilege", privilege + ",all");
    }

    /** An event of the class "call", to which almost all of ours belong. */
    static PbxMessage callEvent(String name) {
        return event(name, "call");
    }

    PbxMessage with(String header, Object value) {
        headers.add(Map.entry(header, String.valueOf(value)));
        return this;
    }

    /** The first value of a header, the name in any case; empty when it is not there. */
    String get(String header) {
        return all(header).stream().findFirst().orElse("");
    }

    List<String> all(String header) {
        return headers.stream().filter(each -> each.getKey().equalsIgnoreCase(header)).map(Map.Entry::getValue).toList();
    }

    List<Map.Entry<String, String>> headers() {
        return List.copyOf(headers);
    }

    String wire() {
        StringBuilder text = new StringBuilder();
        headers.forEach(each -> text.append(each.getKey()).append(": ").append(each.getValue()).append("\r\n"));
        return text.append("\r\n").toString();
    }

    @Override
    public String toString() {
        return headers.toString();
    }
}
