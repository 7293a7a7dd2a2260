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
package org.apache.ofbiz.asterisk.service.voicemail;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.voicemail.VoicemailCommands;
import org.apache.ofbiz.asterisk.call.voicemail.VoicemailCommands.Support;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBoxes;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailLog;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailMessage;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;

/** What the PBX is asked about mailboxes, and told to do with messages. Thread-safe; waits for its answers. */
public final class VoicemailPbx {

    private static final String MODULE = VoicemailPbx.class.getName();
    /** Longer than the PBX may take for an answer. */
    private static final long LONGEST_WAIT_SECONDS = 8;

    private final Delegator delegator;

    public VoicemailPbx(Delegator delegator) {
        this.delegator = delegator;
    }

    /** What the PBX answers; empty where it is offline. */
    <T> Optional<T> ask(VoicemailBox box, Function<VoicemailCommands, CompletionStage<T>> question) {
        try {
            Optional<VoicemailCommands> commands = CallCenter.of(delegator).filter(running -> running.links().connected(box.serverId()))
                    .flatMap(running -> running.links().voicemail(box.serverId()));
            return commands.isEmpty() ? Optional.empty()
                    : Optional.of(question.apply(commands.get()).toCompletableFuture().get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Debug.logError(e, "The PBX didn't respond about voicemail", MODULE);
        }
        return Optional.empty();
    }

    /** Why messages of a mailbox can't be changed from here; empty where they can. */
    Optional<Refusal> refusal(VoicemailBox box) {
        return switch (ask(box, VoicemailCommands::support).orElse(Support.UNKNOWN)) {
        case GIVEN -> Optional.empty();
        case NOT_PERMITTED -> Optional.of(new Refusal(Refusal.Code.VOICEMAIL_NOT_PERMITTED, ""));
        case NOT_OFFERED -> Optional.of(new Refusal(Refusal.Code.VOICEMAIL_NOT_OFFERED, ""));
        case UNKNOWN -> Optional.of(new Refusal(Refusal.Code.PBX_AWAY, ""));
        };
    }

    /** Those who may hear a mailbox ask again what is in it. */
    void tell(VoicemailBox box) {
        VoicemailBoxes.Audience audience = new VoicemailBoxes(delegator).audience(box.serverId(), Optional.of(box.mailbox()));
        CallCenter.of(delegator).ifPresent(running -> running.push().news().voicemailChanged(audience.groups(), audience.parties()));
    }

    /** Removes a message for good, and keeps who did; tells nobody. @return why not */
    Optional<Refusal> remove(VoicemailBox box, VoicemailMessage message, String userLoginId) {
        String id = message.text().messageId();
        return act(new VoicemailLog.Entry(box, id, userLoginId, VoicemailLog.Access.REMOVED),
                commands -> commands.remove(box.mailbox(), message.folder(), id));
    }

    /** Has the PBX do something with a message of a mailbox, and keeps who wants it; tells nobody. @return why not */
    Optional<Refusal> act(VoicemailLog.Entry entry, Function<VoicemailCommands, CompletionStage<PbxCommands.Result>> command) {
        return refusal(entry.box()).or(() -> act(new VoicemailLog(delegator, Clock.systemUTC()), entry, () -> ask(entry.box(), command)));
    }

    /** What can't be logged isn't done; but a removal is logged afterwards, since one that the PBX didn't do must not be logged as done. */
    static Optional<Refusal> act(VoicemailLog log, VoicemailLog.Entry entry, Supplier<Optional<PbxCommands.Result>> command) {
        boolean logsAfter = entry.access() == VoicemailLog.Access.REMOVED;
        if (!logsAfter && !isLogged(log, entry)) {
            return Optional.of(new Refusal(Refusal.Code.FAILED, ""));
        }
        Optional<PbxCommands.Result> result = command.get();
        if (result.filter(PbxCommands.Result::ok).isEmpty()) {
            return Optional.of(result.flatMap(PbxCommands.Result::failure).map(failure -> Refusal.of(failure, ""))
                    .orElseGet(() -> new Refusal(Refusal.Code.PBX_AWAY, "")));
        }
        if (logsAfter) {
            isLogged(log, entry);
        }
        return Optional.empty();
    }

    private static boolean isLogged(VoicemailLog log, VoicemailLog.Entry entry) {
        try {
            log.add(entry);
            return true;
        } catch (GenericEntityException e) {
            Debug.logError(e, "It can't be logged who does this with a message: " + entry.access(), MODULE);
            return false;
        }
    }
}
