/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.desk.CallDesk.Answer;

/**
 * What agents can say of themselves; browsers reach it through {@code push}, services through {@code CallCenter}. Thread-safe. Each stage
 * completes with an answer, never exceptionally.
 */
public interface AgentDesk {

    /** @param reasonId needed for a pause, else empty */
    CompletionStage<Answer> choose(Person user, Choice.Kind kind, Optional<String> reasonId);

    /** From now on this one of the user's own extensions is rung. @param extension peerId or name */
    CompletionStage<Answer> useExtension(Person user, String extension);

    /** More time to write up this call. */
    CompletionStage<Answer> extendWrapUp(Person user, String callId);

    /** The call is written up. Refused while a required disposition is missing; done where the wrap-up was over already. */
    CompletionStage<Answer> endWrapUp(Person user, String callId);

    /** What was written about a call has changed: a wrap-up that waited for the disposition alone ends now. */
    void writtenUp(String callId);

    /** The agent as they are now; empty for one whom no browser has brought here. */
    Optional<AgentState> state(String userLoginId);
}
