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
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;

/** The mailboxes of one server. Thread-safe; never blocks; each stage completes within the action timeout (5 s), never exceptionally. */
public interface VoicemailCommands {

    /** How many messages are in a mailbox; empty where the PBX doesn't say. From memory, once the PBX has said. */
    CompletionStage<Optional<MessageCount>> count(Mailbox mailbox);

    /** Whether messages can be moved. From memory, once the PBX has said. */
    CompletionStage<Support> support();

    /**
     * Moves the message with this id, wherever in the folder it is by then. Refused where it is no longer in the folder.
     *
     * @param messageId msg_id of its text file
     */
    CompletionStage<Result> move(Mailbox mailbox, MessageFolder from, String messageId, MessageFolder to);

    /**
     * Copies the message with this id into the folder of new messages of another mailbox of this server; it stays where it is. Refused where it is no
     * longer in the folder.
     */
    CompletionStage<Result> forward(Mailbox mailbox, MessageFolder from, String messageId, Mailbox to);

    /** Deletes the message with this id for good. Refused where it is no longer in the folder. */
    CompletionStage<Result> remove(Mailbox mailbox, MessageFolder folder, String messageId);

    /** Whether messages can be changed from here. */
    enum Support {
        GIVEN,
        /** The AMI user lacks the class user in its line write. */
        NOT_PERMITTED,
        /** This Asterisk has no such action. */
        NOT_OFFERED,
        /** The PBX is offline. */
        UNKNOWN
    }
}
