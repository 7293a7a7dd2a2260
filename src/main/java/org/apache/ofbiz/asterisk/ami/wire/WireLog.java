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
package org.apache.ofbiz.asterisk.ami.wire;

import java.util.regex.Pattern;
import org.apache.ofbiz.base.util.Debug;

/** What goes over the wire, for anyone who switches verbose logging on: {@code >>} sent, {@code <<} received, secrets masked. */
final class WireLog {

    private static final String MODULE = WireLog.class.getName();
    private static final Pattern SECRET = Pattern.compile("(?is)\\b(secret|key|challenge|pin): ?+(?:(?! \\| ).)*+");

    private final String serverId;

    WireLog(String serverId) {
        this.serverId = serverId;
    }

    void sent(String text) {
        if (Debug.verboseOn()) {
            Debug.logVerbose(line(">>", String.join(" | ", text.strip().split("\r\n"))), MODULE);
        }
    }

    void received(AmiMessage message) {
        if (Debug.verboseOn()) {
            Debug.logVerbose(line("<<", message.toString()), MODULE);
        }
    }

    String line(String direction, String text) {
        return serverId + " " + direction + " " + SECRET.matcher(text).replaceAll("$1: ***");
    }
}
