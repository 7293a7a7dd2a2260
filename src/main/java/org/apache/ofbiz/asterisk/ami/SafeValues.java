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

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.call.monitor.Monitoring;
import org.apache.ofbiz.asterisk.call.queues.QueueCommands.NewMember;
import org.apache.ofbiz.asterisk.call.queues.QueueKey;

/**
 * The one place that decides which values may be sent to a PBX. AMI is lines of text: a line break inside a value would begin
 * another header, and with it another command.
 */
final class SafeValues {

    /** Asterisk reads no header line longer than 1,024 bytes. */
    private static final int MAX_LENGTH = 500;
    private static final long MAX_RING_SECONDS = 300;
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\r\\n\\u0000]");
    private static final Pattern RECORDING = Pattern.compile("/[\\p{L}\\p{N}._/ -]+");
    private static final Pattern DIAL_STRING = Pattern.compile("[A-Za-z0-9_]{1,40}+/[^/&,|]++(?:/n)?");
    /** What an extension of a dialplan is called; nothing that means more to it. */
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z*#+_.-]{1,80}+");
    /** Of a phone or line; Pickup cuts its argument at {@code &} and comma. */
    private static final Pattern CHANNEL_NAME = Pattern.compile("[0-9A-Za-z_]{1,20}+/[0-9A-Za-z+_.@:-]{1,120}+");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9A-Za-z._-]{0,20}+");
    private static final String KEYS = "0123456789*#ABCD";

    /** The one comma that a name may hold: the PBX keeps what is in brackets together. */
    private static final Pattern HEADER_FUNCTION = Pattern.compile("PJSIP_HEADER\\(add,[A-Za-z-]+\\)");

    private Optional<Failure> failure = Optional.empty();

    private SafeValues() {
    }

    static Optional<Failure> check(Originate request) {
        SafeValues values = new SafeValues()
                .required("channelId", request.channelId())
                .required("extension", request.extension())
                .required("context", request.context())
                .required("number", request.number())
                .that("number", NUMBER.matcher(request.number()).matches(), "is no extension")
                .text("callerIdNumber", request.callerIdNumber())
                .text("callerIdName", request.callerIdName())
                .that("extension", DIAL_STRING.matcher(request.extension()).matches(), "is not one TECHNOLOGY/peer")
                .that("callerIdNumber", !hasAny(request.callerIdNumber(), "<>\""), "holds one of <>\"")
                .that("callerIdName", !hasAny(request.callerIdName(), "<>\""), "holds one of <>\"");
        long seconds = request.ringFor().toSeconds();
        values.that("ringFor", seconds >= 1 && seconds <= MAX_RING_SECONDS, "is not 1 s to " + MAX_RING_SECONDS + " s");
        for (Map.Entry<String, String> variable : request.variables().entrySet()) {
            values.variable(variable.getKey(), variable.getValue());
        }
        Optional.ofNullable(request.variables().get(ChannelCommand.Account.VARIABLE)).ifPresent(values::account);
        return values.failure;
    }

    static Optional<Failure> check(Monitoring request) {
        SafeValues values = new SafeValues()
                .required("channelId", request.channelId())
                .channelName(request.heard())
                .required("phone", request.phone())
                .that("phone", DIAL_STRING.matcher(request.phone()).matches(), "is not one TECHNOLOGY/peer")
                .text("callerIdNumber", request.callerIdNumber())
                .text("callerIdName", request.callerIdName())
                .that("callerIdNumber", !hasAny(request.callerIdNumber(), "<>\""), "holds one of <>\"")
                .that("callerIdName", !hasAny(request.callerIdName(), "<>\""), "holds one of <>\"");
        request.variables().forEach(values::variable);
        return values.failure;
    }

    static Optional<Failure> check(Redirect request) {
        SafeValues values = new SafeValues()
                .channelName(request.channelName())
                .required("context", request.context())
                .required("extension", request.extension());
        request.variables().forEach(values::variable);
        Optional.ofNullable(request.variables().get(ChannelCommand.Variable.PHONE.variableName()))
                .ifPresent(phone -> values.that("phone", DIAL_STRING.matcher(phone).matches(), "is not one TECHNOLOGY/peer"));
        return values.failure;
    }

    static Optional<Failure> checkPlace(String context, Optional<String> extension) {
        SafeValues values = new SafeValues().required("context", context);
        return extension.map(name -> values.required("extension", name)).orElse(values).failure;
    }

    static Optional<Failure> check(NewMember member) {
        SafeValues values = new SafeValues().required("queue", member.key().queue()).required("interface", member.key().device())
                .required("stateInterface", member.stateDevice()).text("memberName", member.name());
        member.pauseReason().ifPresent(reason -> values.text("reason", reason));
        return values.that("penalty", member.penalty() >= 0, "is negative").failure;
    }

    static Optional<Failure> check(QueueKey key) {
        return new SafeValues().required("queue", key.queue()).required("interface", key.device()).failure;
    }

    static Optional<Failure> checkReason(String reason) {
        return checkPlain("reason", reason);
    }

    /** A value that may be empty. */
    static Optional<Failure> checkPlain(String field, String value) {
        return new SafeValues().text(field, value).failure;
    }

    /** A comma or semicolon could bring options, or a command for the PBX's shell, with it. */
    static Optional<Failure> checkRecording(String channelName, String file) {
        return new SafeValues().channelName(channelName).required("file", file)
                .that("file", RECORDING.matcher(file).matches() && !file.contains(".."), "is no plain absolute path")
                .failure;
    }

    /** Values of variables end up in Dial, ConfBridge and Pickup. */
    static Optional<Failure> check(ChannelCommand command) {
        return command.dispatch(new ChannelCommand.Handler<SafeValues>() {
            @Override
            public SafeValues send(ChannelCommand.Send its) {
                SafeValues values = new SafeValues().channelName(its.channelName());
                return its.alsoChannel().isEmpty() ? values : values.channelName(its.alsoChannel());
            }

            @Override
            public SafeValues set(ChannelCommand.SetVariable its) {
                return new SafeValues().channelName(its.channelName()).variable(its.variable().variableName(), its.value())
                        .that(its.variable().variableName(), (its.variable() == ChannelCommand.Variable.PICKUP ? CHANNEL_NAME : NUMBER)
                                .matcher(its.value()).matches(), "holds what means more to the dialplan");
            }

            @Override
            public SafeValues join(ChannelCommand.Join its) {
                return new SafeValues().channelName(its.channelName()).channelName(its.otherChannel());
            }

            @Override
            public SafeValues digit(ChannelCommand.Digit its) {
                return new SafeValues().channelName(its.channelName()).that("key", KEYS.indexOf(its.key()) >= 0, "is none of " + KEYS);
            }

            @Override
            public SafeValues park(ChannelCommand.Park its) {
                SafeValues values = new SafeValues().channelName(its.channelName());
                return its.timeoutChannel().isEmpty() ? values : values.channelName(its.timeoutChannel());
            }

            @Override
            public SafeValues record(ChannelCommand.Record its) {
                return new SafeValues().channelName(its.channelName());
            }

            @Override
            public SafeValues account(ChannelCommand.Account its) {
                return new SafeValues().channelName(its.channelName()).account(its.code());
            }
        }).failure;
    }

    static Optional<Failure> checkChannelName(String channelName) {
        return new SafeValues().channelName(channelName).failure;
    }

    /** For values that an admin sets, and that reach the PBX at login. */
    static Optional<Failure> checkText(String field, String value) {
        return new SafeValues().required(field, value).failure;
    }

    private SafeValues required(String field, String value) {
        return text(field, value).that(field, !value.isBlank(), "is empty");
    }

    private SafeValues text(String field, String value) {
        return that(field, !LINE_BREAKING.matcher(value).find(), "holds CR, LF or NUL")
                .that(field, value.length() <= MAX_LENGTH, "is longer than " + MAX_LENGTH + " characters");
    }

    /** A Hangup takes a pattern between slashes, too, and would then end every call that it fits. */
    private SafeValues channelName(String value) {
        return required("channelName", value).that("channelName", !value.startsWith("/"), "is a pattern");
    }

    /** The PBX cuts variables at commas; a comma would set another one. */
    private SafeValues variable(String name, String value) {
        String field = "variable " + LINE_BREAKING.matcher(name).replaceAll("?");
        return required(field, name).text(field, value)
                .that(field, (HEADER_FUNCTION.matcher(name).matches() || !hasAny(name, "=,")) && !hasAny(value, ","), "holds a comma");
    }

    private SafeValues account(String code) {
        return that("account code", ACCOUNT.matcher(code).matches(), "is none");
    }

    private SafeValues that(String field, boolean holds, String otherwise) {
        if (!holds && failure.isEmpty()) {
            failure = Optional.of(new Failure(Failure.Kind.INVALID_VALUE, field + " " + otherwise));
        }
        return this;
    }

    private static boolean hasAny(String value, String characters) {
        return value.chars().anyMatch(c -> characters.indexOf(c) >= 0);
    }
}
