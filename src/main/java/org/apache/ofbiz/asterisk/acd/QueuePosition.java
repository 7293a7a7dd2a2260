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

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.call.PbxCommands;

/**
 * Where the dialplan runs a queue: sent there, a caller enters the same queue with the same options, whatever the dialplan looks like.
 *
 * @param priority 1 or more
 */
public record QueuePosition(String context, String extension, int priority) {

    private static final Pattern PLACE = Pattern.compile("\\A([^@]{1,80}+)@([^:]{1,80}+):(\\d{1,6}+)\\z");

    /** @param place as {@code extension@context:priority}; empty where it is something else */
    public static Optional<QueuePosition> read(String place) {
        Matcher matcher = PLACE.matcher(place);
        return matcher.matches() ? Optional.of(new QueuePosition(matcher.group(2), matcher.group(1), Integer.parseInt(matcher.group(3))))
                .filter(read -> read.priority() > 0) : Optional.empty();
    }

    /** Before everybody who joined with the queue's usual priority. */
    public PbxCommands.Redirect redirect(String channelName) {
        return new PbxCommands.Redirect(channelName, context, extension, priority, true, Map.of());
    }
}
