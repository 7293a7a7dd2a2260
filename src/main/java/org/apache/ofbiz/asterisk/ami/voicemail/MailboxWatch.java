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
package org.apache.ofbiz.asterisk.ami.voicemail;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.ami.wire.AmiMessage;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.call.collections.BoundedMap;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.call.voicemail.MessageCount;
import org.apache.ofbiz.asterisk.call.voicemail.MessageFolder;
import org.apache.ofbiz.asterisk.call.voicemail.VoicemailCommands;
import org.asteriskjava.manager.response.ManagerResponse;

/**
 * The mailboxes of one server: counts their messages when somebody asks, follows the counts, and moves messages. What is known is forgotten with
 * the connection. Thread-safe; nothing waits.
 */
public final class MailboxWatch implements VoicemailCommands {

    private static final int MOST_MAILBOXES = 10_000;
    private static final Pattern MESSAGE_ID = Pattern.compile("[0-9A-Za-z._-]{1,80}+");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}+");
    private static final String MOVE = "VoicemailMove";
    private static final String MAILBOX = "Mailbox";

    private final BiFunction<String, Map<String, String>, CompletableFuture<ManagerResponse>> asked;
    private final Object gate = new Object();
    /** Guarded by {@code gate}. */
    private final Map<Mailbox, MessageCount> counts = BoundedMap.byUse(MOST_MAILBOXES);
    /** Rises with each change, so that an answer that is older than an event changes nothing. Guarded by {@code gate}. */
    private long changes;
    /** Guarded by {@code gate}. */
    private Support support = Support.UNKNOWN;
    private volatile Consumer<Optional<Mailbox>> listener = mailbox -> { };

    /** @param asked sends an action with these headers; failed where no answer comes */
    public MailboxWatch(BiFunction<String, Map<String, String>, CompletableFuture<ManagerResponse>> asked) {
        this.asked = asked;
    }

    /** @param told the mailbox whose count has changed, or none where all may have; on the reader thread, so it must return at once */
    public void listen(Consumer<Optional<Mailbox>> told) {
        listener = told;
    }

    /** On the reader thread. */
    public void heard(AmiMessage message) {
        if ("MessageWaiting".equals(message.event())) {
            Mailbox.read(message.get(MAILBOX)).ifPresent(mailbox -> {
                changed(mailbox, count(message.get("New"), message.get("Old"), "0"));
                listener.accept(Optional.of(mailbox));
            });
        }
    }

    private void changed(Mailbox mailbox, Optional<MessageCount> count) {
        synchronized (gate) {
            changes++;
            count.ifPresentOrElse(told -> counts.put(mailbox, told), () -> counts.remove(mailbox));
        }
    }

    /** The server is connected: whatever was known may have changed. */
    public void connected() {
        forget();
        listener.accept(Optional.empty());
    }

    /** The connection is closed. */
    public void forget() {
        synchronized (gate) {
            changes++;
            counts.clear();
            support = Support.UNKNOWN;
        }
    }

    @Override
    public CompletionStage<Optional<MessageCount>> count(Mailbox mailbox) {
        long before;
        synchronized (gate) {
            MessageCount known = counts.get(mailbox);
            if (known != null) {
                return CompletableFuture.completedFuture(Optional.of(known));
            }
            before = changes;
        }
        return asked.apply("MailboxCount", Map.of(MAILBOX, mailbox.text())).handle((answer, failure) -> {
            Optional<MessageCount> count = failure != null || isError(answer) ? Optional.empty()
                    : count(answer.getAttribute("NewMessages"), answer.getAttribute("OldMessages"), answer.getAttribute("UrgMessages"));
            synchronized (gate) {
                if (changes == before) {
                    count.ifPresent(told -> counts.put(mailbox, told));
                }
            }
            return count;
        });
    }

    private static Optional<MessageCount> count(String fresh, String old, String urgent) {
        return isCount(fresh) && isCount(old) ? Optional.of(new MessageCount(Integer.parseInt(fresh)
                + (isCount(urgent) ? Integer.parseInt(urgent) : 0), Integer.parseInt(old))) : Optional.empty();
    }

    private static boolean isCount(String text) {
        return text != null && COUNT.matcher(text).matches();
    }

    /** The action without any header does nothing, and its refusal tells. */
    @Override
    public CompletionStage<Support> support() {
        long before;
        synchronized (gate) {
            if (support != Support.UNKNOWN) {
                return CompletableFuture.completedFuture(support);
            }
            before = changes;
        }
        return asked.apply(MOVE, Map.of()).handle((answer, failure) -> {
            Support found = failure == null ? supportIn(answer) : Support.UNKNOWN;
            synchronized (gate) {
                support = changes == before ? found : support;
            }
            return found;
        });
    }

    private static Support supportIn(ManagerResponse answer) {
        String words = words(answer).toLowerCase(Locale.ROOT);
        return words.contains("permission denied") ? Support.NOT_PERMITTED
                : words.contains("unknown command") ? Support.NOT_OFFERED : Support.GIVEN;
    }

    @Override
    public CompletionStage<Result> move(Mailbox mailbox, MessageFolder from, String messageId, MessageFolder to) {
        return change(MOVE, mailbox, from, messageId, Map.of("ToFolder", to.pbxName()));
    }

    @Override
    public CompletionStage<Result> forward(Mailbox mailbox, MessageFolder from, String messageId, Mailbox to) {
        return change("VoicemailForward", mailbox, from, messageId, Map.of("ToMailbox", to.number(), "ToContext", to.context(),
                "ToFolder", MessageFolder.INBOX.pbxName())).whenComplete((result, failure) -> changed(to, Optional.empty()));
    }

    @Override
    public CompletionStage<Result> remove(Mailbox mailbox, MessageFolder folder, String messageId) {
        return change("VoicemailRemove", mailbox, folder, messageId, Map.of());
    }

    private CompletionStage<Result> change(String action, Mailbox mailbox, MessageFolder folder, String messageId, Map<String, String> more) {
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            return CompletableFuture.completedFuture(Result.failed(Failure.Kind.INVALID_VALUE, "messageId"));
        }
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put(MAILBOX, mailbox.number());
        headers.put("Context", mailbox.context());
        headers.put("Folder", folder.pbxName());
        headers.put("ID", messageId);
        return asked.apply(action, headers).handle((answer, failure) -> {
            changed(mailbox, Optional.empty());
            if (failure != null) {
                return failed(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
            }
            return !isError(answer) ? Result.SUCCESS : Result.failed(supportIn(answer) == Support.NOT_PERMITTED ? Failure.Kind.NOT_PERMITTED
                    : Failure.Kind.REFUSED, words(answer));
        });
    }

    private static Result failed(Throwable cause) {
        return Result.failed(cause instanceof TimeoutException ? Failure.Kind.TIMEOUT : Failure.Kind.PBX_AWAY, ConnectionReason.of(cause).text());
    }

    private static boolean isError(ManagerResponse answer) {
        return "Error".equalsIgnoreCase(answer.getResponse());
    }

    private static String words(ManagerResponse answer) {
        return answer.getMessage() == null ? "" : answer.getMessage();
    }
}
