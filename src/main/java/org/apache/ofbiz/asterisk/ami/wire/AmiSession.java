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
package org.apache.ofbiz.asterisk.ami.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.asteriskjava.AsteriskVersion;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnectionState;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.EventsAction;
import org.asteriskjava.manager.action.CoreSettingsAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.event.DisconnectEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.internal.ManagerConnectionImpl;
import org.asteriskjava.manager.response.CoreSettingsResponse;
import org.asteriskjava.manager.response.ManagerResponse;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * One login: from one TCP connection to its end. asterisk-java logs in, builds actions and matches responses to them; what it
 * would do on its own (reconnect, queue events) is left to {@link AsteriskConnection}. Thread-safe.
 */
public final class AmiSession extends ManagerConnectionImpl {

    private static final ConnectionReason NO_AMI = ConnectionReason.of(Code.NOT_AMI);
    /** What the JDK says of a socket that this side has closed: asterisk-java does when it has waited in vain for a greeting. */
    private static final String CLOSED = "Socket closed";
    private static final int LONGEST_VERSION = 60;
    /** The longest lists of real PBXs, of dialplans, have some ten thousand items. */
    private static final int LONGEST_LIST = 100_000;
    private static final long LARGEST_LIST_BYTES = 128L * 1024 * 1024;

    private final PbxServer server;
    private final ConnectionRules rules;
    private final Limits limits;
    private final ConnectionMetrics figures;
    private final BiConsumer<AmiSession, AmiMessage> events;
    private final ChannelBounds channels = new ChannelBounds();
    private final AtomicLong listIds = new AtomicLong();
    private final Map<String, ListAnswer> lists = new ConcurrentHashMap<>();
    private final Set<CompletableFuture<?>> unanswered = ConcurrentHashMap.newKeySet();
    private final CountDownLatch booted = new CountDownLatch(1);
    private final CompletableFuture<ConnectionReason> lost = new CompletableFuture<>();
    private volatile AmiSocket amiSocket;
    private volatile String versionText = "";

    /**
     * How long to wait.
     *
     * @param answer  for the answer to an action, and for the TCP connection
     * @param ping    between two pings
     * @param silence before a PBX that says nothing, though pinged, counts as frozen
     * @param boot    for FullyBooted after login
     */
    public record Limits(Duration answer, Duration ping, Duration silence, Duration boot) {
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(5), Duration.ofMillis(1500), Duration.ofMillis(3500), Duration.ofSeconds(15));
    }

    /** @param events takes every event but those that answer {@link #list}, on the reader thread: must return at once */
    public AmiSession(PbxServer server, ConnectionRules rules, Limits limits, ConnectionMetrics figures,
                      BiConsumer<AmiSession, AmiMessage> events) {
        this.server = server;
        this.rules = rules;
        this.limits = limits;
        this.figures = figures;
        this.events = events;
        setUsername(server.userName());
        setPassword(server.secret());
        setDefaultResponseTimeout(limits.answer().toMillis());
    }

    /**
     * Connects and logs in, waiting for both, and looks whether the calls of this PBX can be followed. The secret itself does not travel:
     * the PBX sets a challenge.
     *
     * @throws IOException with words for an admin; a {@link ConnectionFailure} where the kind of fault is known
     */
    public void open() throws IOException {
        try {
            login(Subscription.CLASSES);
        } catch (AuthenticationFailedException e) {
            // asterisk-java has closed the connection by now, so what the socket says of its end is no reason
            throw new ConnectionFailure(ConnectionFault.LOG_IN, new ConnectionReason(Code.LOGIN_REJECTED,
                    Map.of("user", server.userName(), "detail", String.valueOf(e.getMessage()))), e);
        } catch (TimeoutException e) {
            throw noAmi(new ConnectionFailure(ConnectionFault.AWAY, whyLost(NO_AMI), e));
        } catch (IllegalStateException e) {
            throw noAmi(new ConnectionFailure(ConnectionFault.AWAY, whyLost(ConnectionReason.of(e)), e));
        } catch (NullPointerException e) {
            // asterisk-java goes on without an answer when its thread is interrupted: this node closes the connection while it's logging in
            throw new ConnectionFailure(ConnectionFault.AWAY, ConnectionReason.of(Code.INTERRUPTED), e);
        } catch (IOException e) {
            throw CLOSED.equals(e.getMessage()) ? noAmi(new ConnectionFailure(ConnectionFault.AWAY, NO_AMI, e)) : noAmi(e);
        }
        Optional<ConnectionReason> tooOld = PbxVersion.of(versionText, amiSocket.greeting()).refusal();
        if (tooOld.isPresent()) {
            throw new ConnectionFailure(ConnectionFault.VERSION, tooOld.get());
        }
    }

    /** What else speaks there, where that can be found out: an admin who knows it need not guess. */
    private IOException noAmi(IOException failure) {
        boolean greeted = amiSocket != null && !amiSocket.greeting().isEmpty();
        boolean connected = amiSocket != null || ConnectionFailure.isNotTls(failure);
        return greeted || !connected ? failure : PortProbe.what(server, rules.addresses(), limits.answer())
                .map(found -> (IOException) found).orElse(failure);
    }

    private ConnectionReason whyLost(ConnectionReason otherwise) {
        ConnectionReason why = lost.isDone() ? lost.join() : otherwise;
        return CLOSED.equals(why.text()) ? NO_AMI : why;
    }

    /**
     * Waits until the PBX has loaded its configuration. Pings meanwhile: a user who may not hear of it (no read=system) hears nothing at
     * all, and a socket on which nothing comes is given up.
     *
     * @return false if it did not say so in time, or the connection is over
     */
    public boolean awaitBooted() throws InterruptedException {
        long rounds = Math.max(1, limits.boot().toMillis() / limits.ping().toMillis());
        for (long round = 0; round < rounds && !lost.isDone(); round++) {
            if (booted.await(limits.ping().toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            send(new PingAction());
        }
        return booted();
    }

    /** Whether FullyBooted has come. */
    public boolean booted() {
        return booted.getCount() == 0;
    }

    /** Asks for variables that are set, or no longer. After the login only. */
    public void watchVariables(boolean watch) {
        if (watch) {
            Subscription.filtersWithVariables(versionText).forEach(this::send);
        }
        amiSocket.passOver(watch ? Subscription.UNWANTED_WITH_VARIABLES : Subscription.UNWANTED);
        send(new EventsAction(watch ? Subscription.CLASSES_WITH_VARIABLES : Subscription.CLASSES));
    }

    /** Completes with the reason when the connection is over. */
    public CompletableFuture<ConnectionReason> lost() {
        return lost;
    }

    public String versionText() {
        return versionText;
    }

    /** Sends an action; may block while the PBX does not read. @return the response, or failed when there will be none */
    public CompletableFuture<ManagerResponse> send(ManagerAction action) {
        CompletableFuture<ManagerResponse> answer = new CompletableFuture<>();
        unanswered.add(answer);
        answer.orTimeout(limits.answer().toMillis(), TimeUnit.MILLISECONDS).whenComplete((response, failure) -> unanswered.remove(answer));
        try {
            sendAction(action, response -> {
                if (response == null) {
                    answer.completeExceptionally(new ConnectionFailure(ConnectionFault.AWAY, ConnectionReason.of(Code.CONNECTION_LOST)));
                } else {
                    answer.complete(response);
                }
            });
        } catch (IOException | IllegalStateException e) {
            answer.completeExceptionally(new ConnectionFailure(ConnectionFailure.faultOf(e),
                    lost.isDone() ? lost.join() : ConnectionReason.of(e), e));
        }
        if (lost.isDone()) {
            answer.completeExceptionally(new ConnectionFailure(ConnectionFault.AWAY, lost.join()));
        }
        return answer;
    }

    /**
     * Sends an action that is answered by a list of events.
     *
     * @return the events, without the one that ends the list; failed with the PBX's words if it refuses, with {@link Incomplete} if the list
     *     has not as many items as the PBX says, with {@link TooLong} if it has more than {@value #LONGEST_LIST}
     */
    public CompletableFuture<List<AmiMessage>> list(ManagerAction action) {
        return list(action, LONGEST_LIST);
    }

    /** @param longest items; what comes beyond is not kept */
    public CompletableFuture<List<AmiMessage>> list(ManagerAction action, int longest) {
        String id = "list-" + listIds.incrementAndGet();
        ListAnswer answer = new ListAnswer(longest);
        lists.put(id, answer);
        action.setActionId(id);
        unanswered.add(answer);
        send(action).whenComplete((response, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if ("Error".equals(response.getResponse())) {
                answer.completeExceptionally(new Refused(response.getMessage()));
            }
        });
        return answer.orTimeout(limits.answer().toMillis(), TimeUnit.MILLISECONDS).whenComplete((items, failure) -> {
            lists.remove(id);
            unanswered.remove(answer);
        });
    }

    /** The PBX did not list its channels: why. */
    public static ConnectionFailure notListed(Throwable cause) {
        boolean refused = cause instanceof Refused;
        ConnectionReason reason = ConnectionReason.of(
                refused ? Code.CHANNELS_REFUSED : Code.CHANNELS_NOT_LISTED, "detail", ConnectionReason.of(cause));
        ConnectionFault fault = refused ? ConnectionFault.CHANNELS
                : cause instanceof TooLong ? ConnectionFault.TOO_MANY_CHANNELS : ConnectionFault.AWAY;
        return new ConnectionFailure(fault, reason, cause);
    }

    /** Ends the connection at once. */
    public void abandon(ConnectionReason why) {
        state = ManagerConnectionState.DISCONNECTED;
        over(why);
        AmiSocket open = amiSocket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyGone) {
                over(ConnectionReason.of(alreadyGone));
            }
        }
    }

    private void received(AmiMessage event) {
        ListAnswer list = listOf(event);
        if (list != null) {
            list.add(event);
            return;
        }
        if ("FullyBooted".equals(event.event())) {
            booted.countDown();
        }
        if (!ChannelBounds.areKept(event)) {
            figures.unreadable(1);
        } else if (channels.heard(event)) {
            events.accept(this, event);
        } else {
            abandon(ChannelBounds.TOO_MANY);
        }
    }

    /** asterisk-java puts an id of its own, and a hash sign, before ours. */
    private ListAnswer listOf(AmiMessage event) {
        String actionId = event.get("ActionID");
        return actionId.isEmpty() ? null : lists.get(actionId.substring(actionId.indexOf('#') + 1));
    }

    private void over(ConnectionReason why) {
        if (lost.complete(why)) {
            List.copyOf(unanswered).forEach(answer -> answer.completeExceptionally(new ConnectionFailure(ConnectionFault.AWAY, why)));
        }
    }

    @Override
    protected SocketConnectionFacade createSocket() throws IOException {
        if (lost.isDone() || amiSocket != null) {
            throw new IOException("a session has one connection");
        }
        amiSocket = new AmiSocket(PbxSockets.open(server, rules, limits.answer(), limits.silence()), figures, this::received, this::over,
                new WireLog(server.serverId()));
        return amiSocket;
    }

    /** asterisk-java would begin to reconnect here. */
    @Override
    public void dispatchEvent(ManagerEvent event, Integer requiredHandlingTime) {
        if (event instanceof DisconnectEvent && state == ManagerConnectionState.CONNECTED) {
            state = ManagerConnectionState.DISCONNECTED;
        } else {
            super.dispatchEvent(event, requiredHandlingTime);
        }
    }

    /** Asks once: asterisk-java would ask four times, and sleep in between. */
    @Override
    protected AsteriskVersion determineVersion() throws IOException, TimeoutException {
        ManagerResponse response = sendAction(new CoreSettingsAction());
        if (response instanceof CoreSettingsResponse settings && settings.getAsteriskVersion() != null) {
            versionText = shortened(settings.getAsteriskVersion());
            return Optional.ofNullable(AsteriskVersion.getDetermineVersionFromString("Asterisk " + versionText))
                    .orElse(AsteriskVersion.DEFAULT_VERSION);
        }
        return AsteriskVersion.DEFAULT_VERSION;
    }

    private static String shortened(String version) {
        return version.length() > LONGEST_VERSION ? version.substring(0, LONGEST_VERSION) : version;
    }

    /** The PBX said no, in these words. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String words) {
            super(words == null ? "" : words);
        }
    }

    /** A list of fewer or more items than the PBX says it has. */
    static final class Incomplete extends IOException {
        private static final long serialVersionUID = 1L;

        Incomplete(int came, int told) {
            super("the list is not complete: " + came + " of " + told + " items came");
        }
    }

    /** A list that no real PBX sends. */
    public static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(int longest) {
            super("the list has more than " + longest + " items");
        }
    }

    /** Filled by the reader thread only. */
    private static final class ListAnswer extends CompletableFuture<List<AmiMessage>> {

        private final int longest;
        private final List<AmiMessage> items = new ArrayList<>();
        private long bytes;

        ListAnswer(int longest) {
            this.longest = longest;
        }

        void add(AmiMessage event) {
            if ("Complete".equals(event.get("EventList")) || event.event().endsWith("Complete")) {
                end(event);
            } else if (items.size() < longest && bytes < LARGEST_LIST_BYTES) {
                items.add(event);
                bytes += event.size();
            } else {
                items.clear();
                completeExceptionally(new TooLong(longest));
            }
        }

        /** Some lists do not say how many items they have. */
        private void end(AmiMessage event) {
            int told = event.has("ListItems") ? event.number("ListItems") : items.size();
            if (told == items.size()) {
                complete(List.copyOf(items));
            } else {
                completeExceptionally(new Incomplete(items.size(), told));
            }
        }
    }
}
