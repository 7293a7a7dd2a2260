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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.apache.ofbiz.asterisk.acd.distribution.CallDistributor;
import org.apache.ofbiz.asterisk.acd.live.LiveCalls;
import org.apache.ofbiz.asterisk.acd.live.LiveEvents;
import org.apache.ofbiz.asterisk.acd.queues.QueueKeeper;
import org.apache.ofbiz.asterisk.acd.recording.Recorder;
import org.apache.ofbiz.asterisk.acd.threads.AcdThreads;
import org.apache.ofbiz.asterisk.acd.threads.SerialExecutor;
import org.apache.ofbiz.asterisk.acd.threads.TaskScheduler;
import org.apache.ofbiz.asterisk.call.CallListener;
import org.apache.ofbiz.asterisk.call.ErrorReporter;
import org.apache.ofbiz.asterisk.center.actions.CallActions;
import org.apache.ofbiz.asterisk.center.board.AlarmTeller;
import org.apache.ofbiz.asterisk.center.board.BoardNodes;
import org.apache.ofbiz.asterisk.center.board.BoardSources;
import org.apache.ofbiz.asterisk.center.board.HelpWanted;
import org.apache.ofbiz.asterisk.center.board.Wallboard;
import org.apache.ofbiz.asterisk.center.callbacks.Callbacks;
import org.apache.ofbiz.asterisk.center.hours.HoursKeeper;
import org.apache.ofbiz.asterisk.center.nodes.ServerLeases;
import org.apache.ofbiz.asterisk.center.relay.NodeEvents;
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
import org.apache.ofbiz.asterisk.crm.journal.queue.LeftJournals;
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

/** The parts of a call center, tied together. Nothing runs before {@link CallCenter#start}. Thread-safe. */
final class CallCenterParts {

    private static final String MODULE = CallCenterParts.class.getName();

    // ALLOW PUBLIC FIELDS: of this package, for the class that starts and stops them
    final Delegator delegator;
    final Settings settings;
    final WorkerPools workers = new WorkerPools(Clock.systemUTC());
    final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(NamedThreads.of("asterisk-timer"));
    final ErrorReporter problems = (what, cause) -> Debug.logError(cause, what, MODULE);
    final CallHooks hooks;
    final CallJournal journal;
    final CallDistributor distributor;
    final Recorder recorder;
    final PushHub push;
    final TestCalls testCalls = new TestCalls(Clock.systemUTC());
    final DialLimits dialLimits = new DialLimits(Clock.systemUTC());
    final BackgroundWork background;
    final NumberMetrics numberMetrics;
    final RegularTasks regular;
    final OfbizCallerDirectory callers;
    final MemoryRoster roster;
    final ServerLeases leases;
    final Optional<Relays> relays;
    final PbxLinks links;
    final QueueKeeper queues;
    final CustomerCards customers;
    final LdapDirectory people;
    final LiveEvents liveEvents = new LiveEvents(LiveEvents.CAPACITY, Clock.systemUTC());
    final LiveCalls liveCalls = new LiveCalls(liveEvents);
    final CallActions actions;
    final TeamBoard team;
    final TelephoneAgents telephone;
    final Callbacks callbacks;
    final HoursKeeper hours;
    final Wallboard wallboard;
    // FORBID PUBLIC FIELDS

    CallCenterParts(Delegator delegator, LocalDispatcher dispatcher) {
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
        String part = delegator.getDelegatorName();
        JournalQueue queue = new JournalQueue(Optional.of(settings.journalFolder().resolve(part)), limits(settings), problems);
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
        takeOverWhatOthersLeave(journal, settings, part);
        this.background = BackgroundWork.of(delegator, settings, clock);
        this.recorder = new Recorder(recordings, links, workers.lookUpsAside(), problems);
        this.numberMetrics = new NumberMetrics(delegator, shared);
        this.queues = new QueueKeeper(new OfbizQueueRoster(delegator), new DistributedAgents(distributor), links::queues,
                new TaskScheduler(threads, problems), problems);
        BrowserNews browsers = push.news();
        QueueNews.tell(queues, browsers, new SerialExecutor(threads.telling(), problems));
        this.customers = new CustomerCards(dispatcher, settings, workers.forCustomers());
        this.people = new LdapDirectory(settings, () -> LdapSecret.of(delegator), workers.forDirectory(), System::nanoTime);
        links.followMailboxes(new VoicemailNews(delegator, workers.lookUps(), browsers, problems)::changed);
        this.team = new TeamBoard(roster, new UserDirectory(delegator)::withLogin, distributor.agents()::state, browsers,
                new SerialExecutor(workers.forCustomers(), problems), timers);
        push.whenOpened(team::connected);
        List.of(journal, browsers, testCalls, new OfferHooks(hooks), new AgentChanges(queues::look, queues::callsChanged, queues::ringStopped),
                team, new LiveAgents(liveEvents),
                new AgentTimeListener(background.sums().times()), new LockOnPause(() -> shared.get(Settings.LOCK_ON_PAUSE),
                push.httpSessions()::lock, workers.lookUps(), problems)).forEach(distributor::addListener);
        this.hours = new HoursKeeper(new OpeningHoursRows(new Rows(delegator), ForwardingRules.of(delegator, security, settings, links::numbering)),
                links::configIfConnected, browsers::hoursChanged, clock, problems);
        this.relays = Relays.of(new Relays.Parts(delegator, dispatcher, leases, roster, push, problems), shared.get(Settings.NODES_JMS_SERVICE));
        BoardSources.Surroundings around = new BoardSources.Surroundings(links::has, hours::takesCalls,
                new AlarmTeller(liveEvents, dispatcher, problems), BoardNodes.of(leases, links::ids, relays));
        this.wallboard = Wallboard.of(BoardSources.of(delegator, shared, roster, distributor, around), around, push,
                new SerialExecutor(workers.forCustomers(), problems), timers);
        this.actions = CallActions.of(liveEvents, dispatcher, settings, browsers, problems, clock);
        this.telephone = TelephoneAgents.of(delegator, dispatcher, distributor, links, workers.lookUps(), problems);
        this.callbacks = Callbacks.of(delegator, shared, new Callbacks.House(distributor, roster, links, rules, liveCalls, callers, hours::takesCalls,
                queues::hold, browsers), workers.lookUps(), timers, problems);
        browsers.followHours(hours::states);
        this.regular = new RegularTasks(timers, distributor, queues, problems);
    }

    private static JournalLimits limits(Settings settings) {
        return JournalLimits.ofMegabytes(settings.get(Settings.JOURNAL_MEGABYTES));
    }

    private static void takeOverWhatOthersLeave(CallJournal journal, Settings settings, String part) {
        if (settings.get(Settings.SEVERAL_NODES) && settings.get(Settings.JOURNALS_TOGETHER)) {
            journal.takesOver(new LeftJournals(settings.journalFolder(), part, limits(settings)));
        }
    }

    /** Those who hear of calls, in this order. */
    List<CallListener> followers() {
        return List.of(journal, push.popTimes(), distributor, recorder, testCalls, liveCalls, wallboard, new HelpWanted(roster, push.news()::message),
                callbacks.listener());
    }

    /** With those of other nodes. */
    LiveEvents allEvents() {
        return relays.map(Relays::events).map(NodeEvents::all).orElse(liveEvents);
    }

    SystemFigures figures() {
        return new SystemFigures(journal, hooks, numberMetrics, push, distributor, dialLimits, workers, actions);
    }
}
