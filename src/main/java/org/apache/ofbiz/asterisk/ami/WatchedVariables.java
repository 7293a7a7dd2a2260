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
package org.apache.ofbiz.asterisk.ami;

import java.time.Clock;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Channel;

/**
 * The dialplan variables of one server that are of interest. The PBX reports those that are set, where its AMI user may read
 * {@code dialplan}; and when a call comes to a queue or by a UserEvent they are asked for, since they may have been set before. Thread-safe.
 */
final class WatchedVariables {

    private static final int LONGEST_VALUE = 255;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final CommandQueue commands;
    private final Clock clock;
    private volatile Set<String> names = Set.of();

    WatchedVariables(CommandQueue commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** @return whether the PBX is to be asked for other events than before */
    boolean are(Set<String> wanted) {
        boolean other = wanted.isEmpty() != names.isEmpty();
        names = Set.copyOf(wanted);
        return other;
    }

    /** After a login: a PBX reports no variables unless asked. */
    void opened(AmiSession session) {
        if (!names.isEmpty()) {
            session.watchVariables(true);
        }
    }

    /** Whether an event is none of a variable that nobody wants. */
    boolean wants(CallEvent event) {
        return !(event instanceof CallEvent.VariableSet set) || names.contains(set.name());
    }

    /** Asks for the variables of a channel whose call comes to a group now. */
    void heard(CallEvent event, Consumer<CallEvent> found) {
        if (event instanceof CallEvent.QueueJoined joined) {
            ask(joined.channel(), found);
        } else if (event instanceof CallEvent.UserEventRaised raised) {
            ask(raised.channel(), found);
        }
    }

    private void ask(Channel channel, Consumer<CallEvent> found) {
        names.forEach(name -> commands.ask(Actions.variable(channel, name), "Value").thenAccept(value -> value.map(WatchedVariables::plain)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> found.accept(new CallEvent.VariableSet(clock.instant(), channel, name, text)))));
    }

    /** Without control characters and of a bounded length: what a caller can bring into a variable is shown and sent on. */
    static String plain(String value) {
        String text = CONTROL.matcher(value).replaceAll(" ").strip();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST_VALUE)));
    }
}
