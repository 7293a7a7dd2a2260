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
package org.apache.ofbiz.asterisk.crm.voicemail;

import org.apache.ofbiz.asterisk.call.voicemail.MessageFolder;

/**
 * A message as it is in a mailbox now. Immutable.
 *
 * @param index number of its files, which another message has as soon as one before it goes: never what a message is known by
 */
public record VoicemailMessage(MessageText text, MessageFolder folder, int index) {

    /** Whether it is the one with this id that was left at this moment, in ISO-8601. */
    boolean is(String messageId, String leftAt) {
        return text.messageId().equals(messageId) && text.leftAt().toString().equals(leftAt);
    }

    /** Whether a later reading shows the same message. */
    boolean isSameAs(MessageText other) {
        return text.messageId().equals(other.messageId()) && text.leftAt().equals(other.leftAt());
    }
}
