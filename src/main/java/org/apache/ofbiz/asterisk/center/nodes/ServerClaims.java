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
package org.apache.ofbiz.asterisk.center.nodes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.claims.SharedClaims;
import org.apache.ofbiz.asterisk.crm.journal.PhoneCallRows;
import org.apache.ofbiz.base.util.Debug;

/**
 * Has the rows of this node's claims written, on threads of its own: those of one call one after the other, so that a claim that is given up while
 * its row is on its way leaves none. A statement that never ends holds up no other claim for longer than {@link #PATIENCE}: done after all, it's of
 * an earlier turn, which the next claim replaces. Thread-safe.
 */
final class ServerClaims implements SharedClaims, AutoCloseable {

    private static final String MODULE = ServerClaims.class.getName();
    private static final int LANES = 4;
    private static final int MOST_WAITING = 5_000;
    /** As long as a holder acts without a word from the database. */
    private static final Duration PATIENCE = LeaseTimes.DEFAULT.actFor();
    /** No call is claimed for so long: what is older was left by a node that died. */
    private static final Duration OLD = Duration.ofDays(1);

    private final NodeLeases leases;
    private final ClaimStore store;
    private final NodeClaims claims;
    private final ExecutorService threads;
    private final List<ClaimLane> lanes;

    ServerClaims(NodeLeases leases, ClaimStore store) {
        this.leases = leases;
        this.store = store;
        this.claims = new NodeClaims(store);
        ExecutorService pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "asterisk-claims");
            thread.setDaemon(true);
            return thread;
        });
        this.threads = pool;
        this.lanes = Stream.generate(() -> new ClaimLane(pool, MOST_WAITING, PATIENCE, System::nanoTime)).limit(LANES).toList();
    }

    @Override
    public CompletionStage<Optional<PbxCommands.Failure>> take(Claim claim) {
        Optional<Long> fencing = leases.fencing(claim.serverId()).filter(number -> leases.mayAct(claim.serverId()));
        if (fencing.isEmpty()) {
            return CompletableFuture.completedFuture(notHere(claim.serverId()));
        }
        ClaimRow row = new ClaimRow(PhoneCallRows.idOf(claim.callId()), claim.serverId(), leases.self().nodeId(), fencing.get(), claim.turn(),
                claim.userLoginId(), claim.peerId());
        CompletableFuture<Optional<PbxCommands.Failure>> answer = new CompletableFuture<>();
        answer.completeOnTimeout(failed(PbxCommands.Failure.Kind.NOT_KEPT, "no answer within " + PATIENCE.toMillis() + " ms"),
                PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            lane(row.phoneCallId()).execute(() -> {
                if (!answer.complete(taken(row, answer.isDone()))) {
                    Debug.logWarning("The database took more than " + PATIENCE.toMillis() + " ms to keep who has claimed call " + claim.callId()
                            + ". The call is offered again", MODULE);
                }
            });
        } catch (RejectedExecutionException e) {
            Debug.logWarning("Couldn't keep who has claimed call " + claim.callId() + ": " + MOST_WAITING
                    + " claims wait for the database. The call is offered again", MODULE);
            answer.complete(failed(PbxCommands.Failure.Kind.NOT_KEPT, "too many claims wait"));
        }
        return answer;
    }

    private Optional<PbxCommands.Failure> taken(ClaimRow row, boolean givenUp) {
        if (givenUp) {
            return Optional.empty(); // nobody waits for it any more
        }
        try {
            return claims.take(row) ? Optional.empty() : notHere(row.serverId());
        } catch (RuntimeException e) {
            Debug.logError(e, "Couldn't keep who has claimed a call. The call is offered again", MODULE);
            return failed(PbxCommands.Failure.Kind.NOT_KEPT, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<PbxCommands.Failure> notHere(String serverId) {
        return failed(PbxCommands.Failure.Kind.PBX_AWAY, serverId + " is another node's");
    }

    private static Optional<PbxCommands.Failure> failed(PbxCommands.Failure.Kind kind, String detail) {
        return Optional.of(new PbxCommands.Failure(kind, detail));
    }

    @Override
    public void release(String callId, String serverId, long turn) {
        leases.fencing(serverId).ifPresent(fencing -> inLane(PhoneCallRows.idOf(callId), () ->
                claims.release(new ClaimRow(PhoneCallRows.idOf(callId), serverId, leases.self().nodeId(), fencing, turn, "", ""))));
    }

    /** Removes what nodes that died have left. Doesn't wait. */
    void removeOld() {
        inLane("", () -> store.removeOlderThan(OLD));
    }

    private void inLane(String phoneCallId, Runnable work) {
        try {
            lane(phoneCallId).execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    Debug.logWarning("A claim that is over stays in the database until the call ends: " + e, MODULE);
                }
            });
        } catch (RejectedExecutionException e) {
            Debug.logWarning("A claim that is over stays in the database until the call ends: " + e, MODULE);
        }
    }

    private ClaimLane lane(String phoneCallId) {
        return lanes.get(Math.floorMod(phoneCallId.hashCode(), LANES));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
