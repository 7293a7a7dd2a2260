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
package org.apache.ofbiz.asterisk.center;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.board.BoardScope;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.acd.queues.QueueKeeper;
import org.apache.ofbiz.asterisk.acd.supervision.Supervision;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.center.actions.CallActions;
import org.apache.ofbiz.asterisk.center.board.Wallboard;
import org.apache.ofbiz.asterisk.center.callbacks.Callbacks;
import org.apache.ofbiz.asterisk.center.hours.HoursKeeper;
import org.apache.ofbiz.asterisk.center.nodes.ServerLeases;
import org.apache.ofbiz.asterisk.center.relay.NodeEvents;
import org.apache.ofbiz.asterisk.center.relay.Relays;
import org.apache.ofbiz.asterisk.crm.customer.CustomerCards;
import org.apache.ofbiz.asterisk.crm.journal.CallJournal;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalLimits;
import org.apache.ofbiz.asterisk.crm.ldap.LdapDirectory;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.DialLimits;
import org.apache.ofbiz.asterisk.health.SystemMetrics;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.asterisk.setup.TestCalls;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Starts and stops the call center, once per delegator, and gives its parts to services and events. They find it by {@link #of}, since
 * OFBiz gives them nothing but a delegator: this is the one registry. Thread-safe.
 */
public final class CallCenter implements AutoCloseable {

    private static final String MODULE = CallCenter.class.getName();
    private static final Map<String, CallCenter> RUNNING = new ConcurrentHashMap<>();
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Duration LEFT_OVER_WITHIN = Duration.ofSeconds(10);

    private final CallCenterParts parts;

    private CallCenter(CallCenterParts parts) {
        this.parts = parts;
    }

    /** Starts the call center of this delegator; one that runs already is stopped first. */
    public static void start(Delegator delegator, LocalDispatcher dispatcher) {
        of(delegator).ifPresent(CallCenter::close);
        CallCenter callCenter = new CallCenter(new CallCenterParts(delegator, dispatcher));
        RUNNING.put(delegator.getDelegatorName(), callCenter);
        callCenter.begin();
    }

    private void begin() {
        parts.journal.yieldsTo(parts.workers::lookUpsWait);
        parts.journal.fencedBy(parts.leases::fencing);
        parts.journal.awaitLeftOver(LEFT_OVER_WITHIN); // calls in progress are read from the database now
        parts.relays.map(Relays::events).ifPresent(events -> events.follow(parts.liveEvents));
        parts.roster.start(this::directoryChanged);
        reload();
        parts.background.keepUp();
        parts.push.start();
        parts.actions.start();
        parts.wallboard.start();
        parts.regular.start(parts.workers.lookUps(), parts.telephone::settle, parts.hours::look);
        parts.leases.start(this::leasesChanged);
        parts.relays.ifPresent(Relays::start);
    }

    /** This node serves other servers than before. What was known of their calls is written before another node gets them. */
    private void leasesChanged() {
        if (of(parts.delegator).filter(this::equals).isPresent()) { // else it is being closed
            connect(); // members of groups are as they were: offers needn't wait until they are read again
            parts.team.serversChanged();
            parts.leases.leave(() -> parts.journal.awaitLeftOver(STOP_WITHIN));
        }
    }

    private void directoryChanged(Roster known) {
        parts.distributor.directoryChanged(known);
        parts.push.directoryChanged(known);
        parts.links.phonesChanged();
        parts.queues.rosterChanged();
        parts.wallboard.allChanged();
    }

    private void heard(String serverId, CallEvent event) {
        parts.distributor.handling().heard(serverId, event);
        parts.telephone.heard(serverId, event);
        parts.callbacks.heard(serverId, event);
    }

    /** The call center that runs for this delegator. */
    public static Optional<CallCenter> of(Delegator delegator) {
        return Optional.ofNullable(RUNNING.get(delegator.getDelegatorName()));
    }

    /** The settings of this delegator: the call center's, or where it does not run, others of the same file and rows. */
    public static Settings settings(Delegator delegator) {
        return of(delegator).map(running -> running.parts.settings).orElseGet(() -> Settings.of(delegator));
    }

    /** Who takes and places calls. */
    public CallControl distributor() {
        return parts.distributor;
    }

    /** What supervisors do with calls of others. */
    public Supervision supervision() {
        return parts.distributor.supervision();
    }

    /** What is kept of calls, and what still waits to be. */
    public CallJournal journal() {
        return parts.journal;
    }

    /** The keys of phone numbers, and the sums of reports. */
    public BackgroundWork background() {
        return parts.background;
    }

    /** The browsers. */
    public PushHub push() {
        return parts.push;
    }

    /** The connections to the PBX servers, and what is known of their peers. */
    public PbxLinks links() {
        return parts.links;
    }

    /** The members of the PBX's queues. */
    public QueueKeeper queues() {
        return parts.queues;
    }

    /** What OFBiz knows of customers. */
    public CustomerCards customers() {
        return parts.customers;
    }

    /** People of the LDAP directory. */
    public LdapDirectory people() {
        return parts.people;
    }

    /** When groups take calls. */
    public HoursKeeper hours() {
        return parts.hours;
    }

    /** Groups, members and extensions, from memory. */
    public Roster roster() {
        return parts.roster;
    }

    /** Agents whose browser is there, or was a moment ago. */
    List<Agent> agentsHere() {
        return parts.distributor.agentsHere();
    }

    /** The calls that go on. */
    public LiveCalls liveCalls() {
        return parts.liveCalls;
    }

    /** What other systems are told of calls. */
    public CallActions actions() {
        return parts.actions;
    }

    /** Whether consoles work here: the database takes calls, and with several nodes, this one or one that it reaches serves a PBX. From memory. */
    public boolean ready() {
        return parts.journal.databaseAnswers() && (parts.leases.serving() || parts.relays.filter(Relays::reachesHolder).isPresent());
    }

    /** Customers who are to be called back. */
    public Callbacks callbacks() {
        return parts.callbacks;
    }

    /** Other OFBiz nodes, where messages go between them. */
    public Optional<Relays> relays() {
        return parts.relays;
    }

    /** Which OFBiz node serves which server. */
    public ServerLeases leases() {
        return parts.leases;
    }

    /** Figures of groups and agents. */
    public Wallboard wallboard() {
        return parts.wallboard;
    }

    /** What happens to calls and agents of all nodes, while somebody listens: {@link #followEvents}. */
    public LiveEvents liveEvents() {
        return parts.allEvents();
    }

    /** Somebody listens to events now. */
    public void followEvents() {
        parts.relays.map(Relays::events).ifPresent(NodeEvents::wanted);
    }

    /** Waits until events of other nodes come in, a moment at most. @return whose do */
    public BoardScope awaitEvents() {
        Optional<NodeEvents> events = parts.relays.map(Relays::events);
        events.ifPresent(NodeEvents::await);
        return events.map(NodeEvents::scope).orElseGet(() -> parts.leases.others().isEmpty() ? BoardScope.ALL : BoardScope.OWN);
    }

    /** Calls that admins make to see whether everything works. */
    public TestCalls testCalls() {
        return parts.testCalls;
    }

    /** Takes over what admins changed: servers, peers, entries. Calls in progress go on. */
    public void reload() {
        parts.journal.queue().limits(JournalLimits.ofMegabytes(parts.settings.get(Settings.JOURNAL_MEGABYTES)));
        connect();
        parts.roster.committed();
    }

    private synchronized void connect() {
        if (!parts.links.reload(parts.followers(), parts.journal::serverFound, this::heard, parts.queues::heard)) {
            Debug.logWarning("No Asterisk server is enabled. Enable a server to receive calls", MODULE);
        }
        // of servers that were disabled or went to another node
        new CallsElsewhere(parts.liveCalls, List.of(parts.distributor, parts.wallboard)).forget(parts.links::has);
        parts.queues.rosterChanged();
        parts.wallboard.allChanged();
    }

    /** A login, permission, membership or phone has changed: anyone who may no longer what they might is told, and told nothing more. */
    public void rightsChanged() {
        parts.push.rightsChanged();
        parts.roster.changed();
        parts.regular.queuesChanged();
    }

    /** The row of a login has changed, e.g. by a login. @param partyId with {@code enabled}: what the row says, where it says so */
    public void loginChanged(String userLoginId, Optional<String> partyId, Optional<Boolean> enabled) {
        parts.push.rightsChanged();
        parts.roster.loginChanged(userLoginId, partyId, enabled);
    }

    /** Whose a number is may have changed. */
    public void callersChanged() {
        parts.callers.changed();
    }

    /** Calls that users were stopped from placing. */
    public DialLimits dialLimits() {
        return parts.dialLimits;
    }

    /** What is measured of everything else. @param counted whether phone numbers are counted, in the database */
    SystemMetrics systemMetrics(SystemMetrics.Versions versions, boolean counted) {
        return parts.figures().with(versions, counted);
    }

    /** Ends connections and sockets, writes what the journal still holds, for at most 15 s. */
    @Override
    public synchronized void close() {
        RUNNING.remove(parts.delegator.getDelegatorName(), this);
        parts.leases.stopActing();
        parts.push.close();
        parts.relays.ifPresent(Relays::close);
        parts.wallboard.close();
        parts.actions.close();
        parts.links.close();
        parts.roster.close();
        parts.journal.close();
        parts.leases.close();
        parts.hooks.close();
        parts.background.close();
        parts.timers.shutdownNow();
        parts.workers.close(STOP_WITHIN);
    }
}
