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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages that are none of the protocol, made by table: what is wrong with each, and the id that its answer must carry. */
record Malformed(String text, String code, String detail, Optional<String> re) {

    private static final String ID = "\"id\":\"q\"";
    /** Values of every type but text, and texts that are none to us. */
    private static final List<String> NO_TEXT = List.of("1", "-1", "1.5", "1e400", "true", "false", "[]", "[\"x\"]", "{}", "{\"a\":1}", "\"\"",
            "\"" + "x".repeat(256) + "\"");
    private static final List<String> CONTROLS = List.of("\\u0000", "\\r", "\\n", "\\r\\n", "\\t", "\\u001b", "\\u007f", "\\u0085");

    static List<Malformed> all() {
        List<Malformed> all = new ArrayList<>();
        noObject(all);
        badId(all);
        badType(all);
        badFields(all);
        badCombinations(all);
        return all;
    }

    private static void noObject(List<Malformed> all) {
        String rd = "{\"type\":\"RD\"," + ID + ",\"callId\":\"c\"}";
        List<String> texts = new ArrayList<>(List.of("", " ", "null", "true", "false", "0", "-1", "1e9", "\"RD\"", "[]", "[{}]",
                "{", "}", "{]", "{\"type\"}", "{\"type\":}", "{type:\"RD\"}", "{'type':'RD'}", "hello", "NaN", "undefined", "<xml/>", "\\",
                "\u0000", "\uFEFF{}", "[" + rd + "]", rd + rd, rd + "x", rd + ",", "," + rd, rd + "\n" + rd, "/**/" + rd, "// c\n" + rd,
                rd.replace("}", ",}"), rd.replace(":\"c\"", ":\"c"),
                "{\"type\":\"RD\",\"type\":\"RD\"," + ID + ",\"callId\":\"c\"}",
                "{\"type\":\"RD\"," + ID + "," + ID + ",\"callId\":\"c\"}",
                "{\"type\":\"RD\"," + ID + ",\"callId\":\"c\",\"callId\":\"d\"}",
                "{\"type\":\"RD\"," + ID + ",\"callId\":\"c\",\"x\":{\"a\":1,\"a\":2}}"));
        List.of("c", "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "01", "+1", ".5", "0x10", "Infinity", "1" + "0".repeat(40))
                .forEach(value -> texts.add(rd.replace("\"c\"", value)));
        for (int depth : new int[] {9, 10, 100, 1000, 3000}) {
            texts.add("[".repeat(depth));
            texts.add("[".repeat(depth) + "]".repeat(depth));
            texts.add("{\"a\":".repeat(depth / 5 + 9));
        }
        texts.forEach(text -> all.add(new Malformed(text, "BAD_MESSAGE", "JSON", Optional.empty())));
    }

    private static void badId(List<Malformed> all) {
        List<String> ids = new ArrayList<>(NO_TEXT);
        ids.removeAll(List.of("1", "-1"));
        ids.addAll(List.of("null", "9223372036854775808", "\"" + "i".repeat(65) + "\""));
        for (String type : List.of("\"type\":\"RD\",\"callId\":\"c\"", "\"type\":\"GURL\",\"callId\":\"c\"", "\"type\":\"XX\"")) {
            all.add(new Malformed("{" + type + "}", "BAD_MESSAGE", "id", Optional.empty()));
            ids.forEach(id -> all.add(new Malformed("{" + type + ",\"id\":" + id + "}", "BAD_MESSAGE", "id", Optional.empty())));
        }
    }

    private static void badType(List<Malformed> all) {
        List<String> types = new ArrayList<>(NO_TEXT);
        types.addAll(List.of("null", "\"rd\"", "\"RD \"", "\"HELLO\"", "\"NC\"", "\"OC\"", "\"CALL\"", "\"URL\"", "\"OK\"", "\"ERROR\"",
                    "\"__proto__\"",
                "\"Originate\"", "\"\\u0052D\\u0020\""));
        types.forEach(type -> all.add(new Malformed("{" + ID + ",\"callId\":\"c\",\"type\":" + type + "}", "BAD_MESSAGE", "type", Optional.of("q"))));
        all.add(new Malformed("{" + ID + "}", "BAD_MESSAGE", "type", Optional.of("q")));
    }

    private static void badFields(List<Malformed> all) {
        for (String field : List.of("RD callId", "RD extension", "GURL callId", "GURL number", "GURL partyId", "STATE state",
                "STATE reason", "EXTENSION extension", "WRAPUP callId", "WRAPUP action", "CONTROL action")) {
            String type = field.split(" ")[0];
            String name = field.split(" ")[1];
            String others = Map.of("extension", ",\"callId\":\"c\"", "action", ",\"callId\":\"c\"", "reason", ",\"state\":\"PAUSED\"")
                    .getOrDefault(name, "");
            String before = "{\"type\":\"" + type + "\"," + ID + others + ",\"" + name + "\":";
            NO_TEXT.forEach(value -> all.add(new Malformed(before + value + "}", "BAD_MESSAGE", name, Optional.of("q"))));
            CONTROLS.forEach(control -> all.add(new Malformed(before + "\"a" + control + "Action: Originate\"}", "VALUE_REFUSED", name,
                    Optional.of("q"))));
        }
    }

    private static void badCombinations(List<Malformed> all) {
        for (String calls : List.of("", ",\"calls\":[]", ",\"calls\":{}", ",\"calls\":[" + "{},".repeat(20) + "{}]")) {
            all.add(new Malformed("{\"type\":\"SHOWN\"," + ID + calls + "}", "BAD_MESSAGE", "calls", Optional.of("q")));
        }
        for (String ago : List.of("-1", "60001", "1.5", "\"1\"", "null", "1e9", "9223372036854775807")) {
            all.add(new Malformed("{\"type\":\"SHOWN\"," + ID + ",\"calls\":[{\"callId\":\"c\",\"ago\":" + ago + "}]}", "BAD_MESSAGE", "ago",
                    Optional.of("q")));
        }
        all.add(new Malformed("{\"type\":\"SHOWN\"," + ID + ",\"calls\":[{\"ago\":1}]}", "BAD_MESSAGE", "callId", Optional.of("q")));
        all.add(new Malformed("{\"type\":\"RD\"," + ID + "}", "BAD_MESSAGE", "callId", Optional.of("q")));
        all.add(new Malformed("{\"type\":\"RD\"," + ID + ",\"callId\":null}", "BAD_MESSAGE", "callId", Optional.of("q")));
        all.add(new Malformed("{\"type\":\"STATE\"," + ID + ",\"state\":\"TALKING\"}", "BAD_MESSAGE", "state", Optional.of("q")));
        all.add(new Malformed("{\"type\":\"WRAPUP\"," + ID + ",\"callId\":\"c\",\"action\":\"end\"}", "BAD_MESSAGE", "action", Optional.of("q")));
        all.add(new Malformed("{\"type\":\"CONTROL\"," + ID + ",\"callId\":\"c\",\"action\":\"hold\"}", "BAD_MESSAGE", "action", Optional.of("q")));
        all.add(new Malformed("{\"type\":\"CONTROL\"," + ID + ",\"action\":\"HOLD\"}", "BAD_MESSAGE", "callId", Optional.of("q")));
        all.add(new Malformed("{\"type\":\"CONTROL\"," + ID + ",\"callId\":\"c\",\"action\":\"TRANSFER\"}", "BAD_MESSAGE", "target",
                Optional.of("q")));
        all.add(new Malformed("{\"type\":\"CONTROL\"," + ID + ",\"callId\":\"c\",\"action\":\"KEYS\"}", "BAD_MESSAGE", "keys", Optional.of("q")));
        all.add(new Malformed("{\"type\":\"CONTROL\"," + ID + ",\"callId\":\"c\",\"action\":\"CONSULT\",\"target\":\"1\\r\\nAction: Logoff\"}",
                "VALUE_REFUSED", "target", Optional.of("q")));
        for (String fields : List.of("", ",\"callId\":null", ",\"callId\":\"c\",\"number\":\"1\"", ",\"number\":\"1\",\"partyId\":\"p\"",
                ",\"callId\":\"c\",\"number\":\"1\",\"partyId\":\"p\"")) {
            all.add(new Malformed("{\"type\":\"GURL\"," + ID + fields + "}", "BAD_MESSAGE", "[callId, number, partyId]", Optional.of("q")));
        }
    }
}
