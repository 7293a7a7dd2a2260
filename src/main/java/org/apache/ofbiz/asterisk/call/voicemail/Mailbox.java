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
package org.apache.ofbiz.asterisk.call.voicemail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mailbox of a PBX, as voicemail.conf names it. Both parts are letters, digits, hyphens and underscores, so they are plain names of folders,
 * too, and mean nothing else to AMI. Immutable.
 *
 * @param number  e.g. {@code 1001}
 * @param context section of voicemail.conf, e.g. {@code default}
 */
public record Mailbox(String number, String context) {

    /** What a mailbox looks like: {@code number@context}. */
    public static final Pattern PATTERN = Pattern.compile("[0-9A-Za-z_-]{1,40}+@[0-9A-Za-z_-]{1,40}+");

    private static final Pattern PART = Pattern.compile("[0-9A-Za-z_-]{1,40}+");

    public Mailbox {
        if (!PART.matcher(number).matches() || !PART.matcher(context).matches()) {
            throw new IllegalArgumentException("not a mailbox");
        }
    }

    /** The mailbox that a text names; empty for any other text. */
    public static Optional<Mailbox> read(String text) {
        if (!PATTERN.matcher(text).matches()) {
            return Optional.empty();
        }
        int at = text.indexOf('@');
        return Optional.of(new Mailbox(text.substring(0, at), text.substring(at + 1)));
    }

    /** As Asterisk writes it. */
    public String text() {
        return number + '@' + context;
    }
}
