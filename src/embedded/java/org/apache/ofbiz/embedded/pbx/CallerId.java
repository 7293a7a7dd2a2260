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

/** A number and a name; both may be empty, which Asterisk writes as {@code <unknown>}. */
record CallerId(String number, String name) {
    static final CallerId UNKNOWN = new CallerId("", "");

    /** Reads {@code "Name" <number>} or a bare number. */
    static CallerId parse(String header) {
        int open = header.indexOf('<');
        int close = header.indexOf('>');
        if (open < 0 || close < open) {
            return new CallerId(header.trim(), "");
        }
        return new CallerId(header.substring(open + 1, close).trim(), header.substring(0, open).replace("\"", "").trim());
    }

    static String known(String value) {
        return value.isEmpty() ? "<unknown>" : value;
    }
}
