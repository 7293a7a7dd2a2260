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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.acd.CallControl;
import org.apache.ofbiz.asterisk.acd.Roster;
import org.apache.ofbiz.asterisk.acd.agents.Agent;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.acd.queues.QueueKeeper;
import org.apache.ofbiz.asterisk.acd.recording.Recorder;
import org.apache.ofbiz.asterisk.acd.supervision.Supervision;
import org.apache.ofbiz.asterisk.acd.threads.AcdThreads;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.center.actions.CallActions;
import org.apache.ofbiz.asterisk.center.board.AlarmTeller;
import org.apache.ofbiz.asterisk.center.board.HelpWanted;
import org.apache.ofbiz.asterisk.center.board.Wallboard;
import org.apache.ofbiz.asterisk.center.callbacks.Callbacks;
import org.apache.ofbiz.asterisk.center.hours.HoursKeeper;
import org.apache.ofbiz.asterisk.center.nodes.ServerLeases;
import org.apache.ofbiz.asterisk.center.relay.Relays;
import org.apache.ofbiz.asterisk.center.voicemail.VoicemailNews;
import org.apache.ofbiz.asterisk.crm.callers.OfbizCallerDirectory;
import org.apache.ofbiz.asterisk.crm.customer.CustomerCards;
import org.apache.ofbiz.asterisk.crm.directory.MemoryRoster;
import org.apache.ofbiz.asterisk.crm.directory.OfbizAgentDirectory;
import org.apache.ofbiz.asterisk.crm.directory.OfbizQueueRoster;
import org.apache.ofbiz.asterisk.crm.directory.RosterReader;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory;
import org.apache.ofbiz.asterisk.crm.hooks.CallHookEvent;
import org.apache.ofbiz.asterisk.crm.hooks.CallHooks;
import org.apache.ofbiz.asterisk.crm.hours.OpeningHoursRows;
import org.apache.ofbiz.asterisk.crm.journal.CallDispositions;
import org.apache.ofbiz.asterisk.crm.journal.CallJournal;
import org.apache.ofbiz.asterisk.crm.journal.CommEvents;
import org.apache.ofbiz.asterisk.crm.journal.JournalWriter;
import org.apache.ofbiz.asterisk.crm.journal.OfferHooks;
import org.apache.ofbiz.asterisk.crm.journal.RecordingCollector;
import org.apache.ofbiz.asterisk.crm.journal.UnfinishedCalls;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalLimits;
import org.apache.ofbiz.asterisk.crm.journal.queue.JournalQueue;
import org.apache.ofbiz.asterisk.crm.ldap.LdapDirectory;
import org.apache.ofbiz.asterisk.crm.ldap.LdapSecret;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.DialLimits;
import org.apache.ofbiz.asterisk.crm.telephony.DialLog;
import org.apache.ofbiz.asterisk.crm.telephony.ForwardingRules;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizDialRules;
import org.apache.ofbiz.asterisk.crm.telephony.OfbizRecordings;
import org.apache.ofbiz.asterisk.crm.telephony.OutboundRules;
import org.apache.ofbiz.asterisk.health.SystemMetrics;
import org.apache.ofbiz.asterisk.push.BrowserNews;
import org.apache.ofbiz.asterisk.push.LabelMessages;
import org.apache.ofbiz.asterisk.push.OfbizAccess;
import org.apache.ofbiz.asterisk.push.OfbizAuthenticator;
import org.apache.ofbiz.asterisk.push.PushHub;
import org.apache.ofbiz.asterisk.push.PushSettings;
import org.apache.ofbiz.asterisk.setup.TestCalls;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Builds the parts of the call center and ties them together, once per delegator. Services and events find it by {@link #of}, since
 * OFBiz gives them nothing but a delegator: this is the one registry. Thread-safe.
 */
public final class CallCenter implements AutoCloseable {

    private static final String MODULE = CallCenter.class.getName();
    private static final Map<String, CallCenter> RUNNING = new ConcurrentHashMap<>();
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Duration LEFT_OVER_WITHIN = Duration.ofSeconds(10);

    private final Delegator delegator;
    private final Settings settings;
    private final WorkerPools workers = new WorkerPools(Clock.systemUTC());
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(NamedThreads.of("asterisk-timer"));
    private final ErrorReporter problems = (what, cause) -> Debug.logError(cause, what, MODULE);
    private final CallHooks hooks;
    private final CallJournal journal;
    private final CallDistributor distributor;
    private final Recorder recorder;
    private final PushHub push;
    private final TestCalls testCalls = new TestCalls(Clock.systemUTC());
    private final DialLimits dialLimits = new DialLimits(Clock.systemUTC());
    private final BackgroundWork background;
    private final NumberMetrics numberMetrics;
    private final RegularTasks regular;
    private final OfbizCallerDirectory callers;
    private final MemoryRoster roster;
    private final ServerLeases leases;
    private final Optional<Relays> relays;
    private final PbxLinks links;
    private final QueueKeeper queues;
    private final CustomerCards customers;
    private final LdapDirectory people;
    private final LiveEvents liveEvents = new LiveEvents(LiveEvents.CAPACITY, Clock.systemUTC());
    private final LiveCalls liveCalls = new LiveCalls(liveEvents);
    private final CallActions actions;
    private final TeamBoard team;
    private final TelephoneAgents telephone;
    private final Callbacks callbacks;
    private final HoursKeeper hours;
    private final Wallboard wallboard;

    private CallCenter(Delegator delegator, LocalDispatcher dispatcher) {
        Clock clock = Clock.systemUTC();
        AcdThreads threads = workers.forDistributor(timers);
        this.delegator = delegator;
        Settings shared = Settings.of(delegator);
        this.settings = shared;
        Servers servers = new Servers(delegator, settings);
        this.leases = ServerLeases.of(delegator, shared.get(Settings.SEVERAL_NODES), servers::enabledIds);
        this.links = new PbxLinks(delegator, settings, servers, leases, problems);
        this.callers = new OfbizCallerDirectory(delegator, settings);
        SystemServices services = new SystemServices(dispatcher);
        CommEvents commEvents = new CommEvents(delegator, services, clock, Locale.getDefault());
        JournalQueue queue = new JournalQueue(Optional.of(settings.journalFolder().resolve(delegator.getDelegatorName())),
                JournalLimits.ofMegabytes(settings.get(Settings.JOURNAL_MEGABYTES)), problems);
        this.hooks = new CallHooks(dispatcher);
        OfbizRecordings recordings = OfbizRecordings.of(dispatcher, settings, servers, callers, clock);
        this.roster = new MemoryRoster(new RosterReader(delegator, settings, clock), clock);
        Security security = dispatcher.getDispatchContext().getSecurity();
        OfbizDialRules rules = new OfbizDialRules(settings, servers, OutboundRules.of(delegator, security), dialLimits, new DialLog(clock));
        this.distributor = new CallDistributor(new OfbizAgentDirectory(delegator, settings, Optional.of(roster)), callers,
                new CallDispositions(dispatcher, clock), rules, links, recordings, clock, threads, problems);
        this.push = new PushHub(distributor, new OfbizAuthenticator(new UserDirectory(delegator)::person), new OfbizAccess(delegator, security),
                new LabelMessages(), () -> PushSettings.of(shared.get(Settings.UNIQUE_USER_SESSION), shared.get(Settings.ALLOWED_ORIGINS)), timers,
                clock);
        Consumer<List<CallHookEvent>> saved = hooks.andThen(new HistoryNews(delegator, workers.lookUps(), push.news(), problems))
                .andThen(new LiveRecordings(delegator, workers.lookUps(), liveEvents, problems));
        this.journal = new CallJournal(queue, new JournalWriter(delegator, callers, commEvents, settings, saved), new RecordingCollector(delegator,
                services, commEvents, servers, settings, recordings.ban(), clock, saved), new UnfinishedCalls(delegator), clock);
        this.background = BackgroundWork.of(delegator, settings, clock);
        this.recorder = new Recorder(recordings, links, workers.lookUps(), problems);
        this.numberMetrics = new NumberMetrics(delegator, shared);
        this.queues = new QueueKeeper(new OfbizQueueRoster(delegator), new DistributedAgents(distributor), links::queues,
                new TaskScheduler(threads, problems), problems);
        BrowserNews browsers = push.news();
        QueueNews.tell(queues, browsers, new SerialExecutor(threads.telling(), problems));
        this.customers = new CustomerCards(dispatcher, workers.forCustomers());
        this.people = new LdapDirectory(settings, () -> LdapSecret.of(delegator), workers.forDirectory(), System::nanoTime);
        links.followMailboxes(new VoicemailNews(delegator, workers.lookUps(), browsers, problems)::changed);
        this.team = new TeamBoard(roster, new UserDirectory(delegator)::withLogin, distributor.agents()::state, browsers,
                new SerialExecutor(workers.forCustomers(), problems), timers);
        push.whenOpened(team::connected);
        List.of(journal, browsers, testCalls, new OfferHooks(hooks), new AgentChanges(queues::look), team, new LiveAgents(liveEvents),
                new AgentTimeListener(background.sums().times()), new LockOnPause(() -> shared.get(Settings.LOCK_ON_PAUSE),
                push.httpSessions()::lock, workers.lookUps(), problems)).forEach(distributor::addListener);
        this.hours = new HoursKeeper(new OpeningHoursRows(new Rows(delegator), ForwardingRules.of(delegator, security, settings, links::numbering)),
                links::configIfConnected, browsers::hoursChanged, clock, problems);
        this.wallboard = Wallboard.of(delegator, shared, roster, distributor, push, new SerialExecutor(workers.forCustomers(), problems), timers,
                new Wallboard.Surroundings(links::has, hours::takesCalls, new AlarmTeller(liveEvents, dispatcher, problems)));
        this.actions = CallActions.of(liveEvents, dispatcher, settings, browsers, problems, clock);
        this.telephone = TelephoneAgents.of(delegator, dispatcher, distributor, links, workers.lookUps(), problems);
        this.callbacks = Callbacks.of(delegator, shared, new Callbacks.House(distributor, roster, links, rules, liveCalls, callers, hours::takesCalls,
                queues::hold, browsers), workers.lookUps(), timers, problems);
        browsers.followHours(hours::states);
        this.regular = new RegularTasks(timers, distributor, queues, problems);
        this.relays = Relays.of(new Relays.Parts(delegator, dispatcher, leases, roster, push, problems), shared.get(Settings.NODES_JMS_SERVICE));
    }

    /** Starts the call center of this delegator; one that runs already is stopped first. */
    public static void start(Delegator delegator, LocalDispatcher dispatcher) {
        of(delegator).ifPresent(CallCenter::close);
        CallCenter callCenter = new CallCenter(delegator, dispatcher);
        RUNNING.put(delegator.getDelegatorName(), callCenter);
        callCenter.journal.yieldsTo(callCenter.workers::lookUpsWait);
        callCenter.journal.fencedBy(callCenter.leases::fencing);
        callCenter.journal.awaitLeftOver(LEFT_OVER_WITHIN); // calls in progress are read from the database now
        callCenter.roster.start(callCenter::directoryChanged);
        callCenter.reload();
        callCenter.background.keepUp();
        callCenter.push.start();
        callCenter.actions.start();
        callCenter.wallboard.start();
        callCenter.regular.start(callCenter.workers.lookUps(), callCenter.telephone::settle, callCenter.hours::look);
        callCenter.leases.start(callCenter::leasesChanged);
        callCenter.relays.ifPresent(Relays::start);
    }

    /** This node serves other servers than before. What was known of their calls is written before another node gets them. */
    private void leasesChanged() {
        if (of(delegator).filter(this::equals).isPresent()) { // else it is being closed
            reload();
            team.serversChanged();
            leases.leave(() -> journal.awaitLeftOver(STOP_WITHIN));
        }
    }

    private void directoryChanged(Roster known) {
        distributor.directoryChanged(known);
        links.phonesChanged();
        queues.rosterChanged();
        wallboard.allChanged();
    }

    private void heard(String serverId, CallEvent event) {
        distributor.handling().heard(serverId, event);
        telephone.heard(serverId, event);
        callbacks.heard(serverId, event);
    }

    /** The call center that runs for this delegator. */
    public static Optional<CallCenter> of(Delegator delegator) {
        return Optional.ofNullable(RUNNING.get(delegator.getDelegatorName()));
    }

    /** The settings of this delegator: the call center's, or where it does not run, others of the same file and rows. */
    public static Settings settings(Delegator delegator) {
        return of(delegator).map(running -> running.settings).orElseGet(() -> Settings.of(delegator));
    }

    /** Who takes and places calls. */
    public CallControl distributor() {
        return distributor;
    }

    /** What supervisors do with calls of others. */
    public Supervision supervision() {
        return distributor.supervision();
    }

    /** What is kept of calls, and what still waits to be. */
    public CallJournal journal() {
        return journal;
    }

    /** The keys of phone numbers, and the sums of reports. */
    public BackgroundWork background() {
        return background;
    }

    /** The browsers. */
    public PushHub push() {
        return push;
    }

    /** The connections to the PBX servers, and what is known of their peers. */
    public PbxLinks links() {
        return links;
    }

    /** The members of the PBX's queues. */
    public QueueKeeper queues() {
        return queues;
    }

    /** What OFBiz knows of customers. */
    public CustomerCards customers() {
        return customers;
    }

    /** People of the LDAP directory. */
    public LdapDirectory people() {
        return people;
    }

    /** When groups take calls. */
    public HoursKeeper hours() {
        return hours;
    }

    /** Groups, members and extensions, from memory. */
    public Roster roster() {
        return roster;
    }

    /** Agents whose browser is there, or was a moment ago. */
    List<Agent> agentsHere() {
        return distributor.agentsHere();
    }

    /** The calls that go on. */
    public LiveCalls liveCalls() {
        return liveCalls;
    }

    /** What other systems are told of calls. */
    public CallActions actions() {
        return actions;
    }

    /** Whether consoles work here: the database takes calls, and with several nodes, this one or one that it reaches serves a PBX. From memory. */
    public boolean ready() {
        return journal.databaseAnswers() && (leases.serving() || relays.filter(Relays::reachesHolder).isPresent());
    }

    /** Customers who are to be called back. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /** Other OFBiz nodes, where messages go between them. */
    public Optional<Relays> relays() {
        return relays;
    }

    /** Which OFBiz node serves which server. */
    public ServerLeases leases() {
        return leases;
    }

    /** Figures of groups and agents. */
    public Wallboard wallboard() {
        return wallboard;
    }

    /** What happens to calls and agents. */
    public LiveEvents liveEvents() {
        return liveEvents;
    }

    /** Calls that admins make to see whether everything works. */
    public TestCalls testCalls() {
        return testCalls;
    }

    /** Takes over what admins changed: servers, peers, entries. Calls in progress go on. */
    public synchronized void reload() {
        journal.queue().limits(JournalLimits.ofMegabytes(settings.get(Settings.JOURNAL_MEGABYTES)));
        if (!links.reload(List.of(journal, push.popTimes(), distributor, recorder, testCalls, liveCalls, wallboard,
                new HelpWanted(roster, push.news()::message), callbacks.listener()), journal::serverFound, this::heard, queues::heard)) {
            Debug.logWarning("No Asterisk server is enabled. Enable a server to receive calls", MODULE);
        }
        new CallsElsewhere(liveCalls, List.of(distributor, wallboard)).forget(links::has); // of servers that were disabled or went to another node
        roster.committed();
        queues.rosterChanged();
        wallboard.allChanged();
    }

    /** A login, permission, membership or phone has changed: anyone who may no longer what they might is told, and told nothing more. */
    public void rightsChanged() {
        push.rightsChanged();
        roster.changed();
        regular.queuesChanged();
    }

    /** The row of a login has changed, e.g. by a login. @param partyId with {@code enabled}: what the row says, where it says so */
    public void loginChanged(String userLoginId, Optional<String> partyId, Optional<Boolean> enabled) {
        push.rightsChanged();
        roster.loginChanged(userLoginId, partyId, enabled);
    }

    /** Whose a number is may have changed. */
    public void callersChanged() {
        callers.changed();
    }

    /** Calls that users were stopped from placing. */
    public DialLimits dialLimits() {
        return dialLimits;
    }

    /** What is measured of everything else. @param counted whether phone numbers are counted, in the database */
    SystemMetrics systemMetrics(SystemMetrics.Versions versions, boolean counted) {
        return new SystemFigures(journal, hooks, numberMetrics, push, distributor, dialLimits, workers, actions).with(versions, counted);
    }

    /** Ends connections and sockets, writes what the journal still holds, for at most 15 s. */
    @Override
    public synchronized void close() {
        RUNNING.remove(delegator.getDelegatorName(), this);
        leases.stopActing();
        push.close();
        relays.ifPresent(Relays::close);
        wallboard.close();
        actions.close();
        links.close();
        roster.close();
        journal.close();
        leases.close();
        hooks.close();
        background.close();
        timers.shutdownNow();
        workers.close(STOP_WITHIN);
    }
}
