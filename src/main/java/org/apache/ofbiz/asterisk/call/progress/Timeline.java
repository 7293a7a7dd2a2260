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
package org.apache.ofbiz.asterisk.call.progress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.TimelineEntry.Kind;
import org.apache.ofbiz.asterisk.call.collections.AppendedList;
import org.apache.ofbiz.asterisk.call.leg.Changes;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegFailure;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LegParts;
import org.apache.ofbiz.asterisk.call.leg.LocalHalves;

/**
 * Writes down what happens in one call. What legs show themselves (ringing, answers, waits, talk) is read from them after each event,
 * so that an event told twice, or a little late, makes no second moment. Not thread-safe: belongs to the tracker's thread.
 */
public final class Timeline {

    /** Of a longer story the beginning of the call and its end are kept. */
    public static final int MOST = 200;
    /** Up to so many a list is searched faster than a set. */
    private static final int FEW = 8;
    private static final Set<Kind> GOES_ON = Set.of(Kind.RANG, Kind.ANSWERED, Kind.CONNECTED, Kind.WAITING, Kind.QUEUED);
    private static final Set<Kind> JOINS = Set.of(Kind.CONNECTED, Kind.RESUMED, Kind.TRANSFERRED, Kind.UNSEEN);
    private static final Set<Kind> OF_CONSENT = Set.of(Kind.ANNOUNCED, Kind.AGREED, Kind.NOT_RECORDED);
    private static final Set<Kind> NEW_CHAPTER = Set.of(Kind.CONNECTED, Kind.RANG, Kind.HELP_ASKED, Kind.HELP_ENDED);

    private final List<Entry> entries = new ArrayList<>();
    /** Who left without the others going on talking so far: it may be the end of the call. */
    private final List<Entry> leavers = new ArrayList<>();
    private final Changes changes;
    private Collection<LegInProgress> lastTalk = List.of();
    private boolean goesOn;
    private AppendedList<TimelineEntry> lastTold = AppendedList.of(List.of());

    /** What was noted, and how it was told when its leg was last looked at. */
    private static final class Entry {
        private final Instant at;
        private final Kind kind;
        private final Optional<LegInProgress> leg;
        private final Optional<Peer> by;
        private String detail;
        private int version = -1;
        private TimelineEntry last;

        /** @param detail empty where the leg tells it when asked: its number, or why it was not answered */
        Entry(Instant at, Kind kind, Optional<LegInProgress> leg, Optional<Peer> by, String detail) {
            this.at = at;
            this.kind = kind;
            this.leg = leg;
            this.by = by;
            this.detail = detail;
        }

        boolean repeats(Entry other) {
            return kind == other.kind && leg.equals(other.leg) && by.equals(other.by) && detail.equals(other.detail);
        }

        /** Where a line dials it, the number that somebody was transferred to is what the line dials. */
        void dialsOutside(String number) {
            if (kind == Kind.TRANSFERRED && !detail.equals(number) && DialedNumber.isSameOutside(detail, number)) {
                detail = number;
                version = -1;
            }
        }

        /** The same object as long as its leg does not change. */
        TimelineEntry told() {
            int now = leg.isPresent() ? leg.get().version() : 0;
            if (now != version) {
                TimelineEntry latest = read();
                last = latest.equals(last) ? last : latest;
                version = now;
            }
            return last;
        }

        private TimelineEntry read() {
            String said = detail.isEmpty() ? leg.map(this::ofLeg).orElse("") : detail;
            return new TimelineEntry(at, forwards() ? Kind.FORWARDED : kind, leg.flatMap(LegInProgress::peer), by, said);
        }

        /** The phone named another number rather than ring, which the PBX may tell after the phone is gone. */
        private boolean forwards() {
            return kind == Kind.NOT_ANSWERED && leg.filter(LegFailure::forwards).isPresent();
        }

        private String ofLeg(LegInProgress its) {
            return switch (kind) {
            case NOT_ANSWERED -> forwards() ? its.forwardedTo() : LegFailure.of(its).orElse(Outcome.CANCELLED).toString();
            case RANG, ANSWERED -> its.calledAs();
            default -> its.peer().isPresent() ? "" : its.channel().peerName();
            };
        }
    }

    /** @param changes of its call */
    Timeline(Changes changes) {
        this.changes = changes;
    }

    /**
     * Reads from the legs what is new.
     *
     * @param talking  those who hear one another now
     * @param customer the number of anyone who is outside
     */
    void follow(List<LegInProgress> legs, List<LegInProgress> talking, String customer, Instant at) {
        boolean halves = false;
        for (LegInProgress leg : legs) {
            if (leg.isReal()) {
                follow(leg, legs, at);
            } else {
                halves |= leg.channel().isLocal();
            }
        }
        if (halves) {
            legs.stream().filter(leg -> leg.channel().isLocal() && !leg.isReal()).forEach(half -> queued(half, legs, at));
        }
        if (!talking.isEmpty()) {
            talk(talking, numberOf(legs, talking, customer), at);
            leavers.forEach(this::insert);
            leavers.clear();
        } else if (goesOn) {
            leavers.stream().filter(left -> left.leg.filter(LegInProgress::isTrunk).isPresent()).forEach(this::insert);
            leavers.clear();
        }
    }

    private void follow(LegInProgress leg, List<LegInProgress> legs, Instant at) {
        if (leg.dialled()) {
            if (leg.rang()) {
                first(leg, Kind.RANG, at);
            }
            if (leg.isAnswered()) {
                first(leg, Kind.ANSWERED, at);
            } else if (!leg.alive() || leg.result().isPresent()) {
                first(leg, Kind.NOT_ANSWERED, at);
            }
        }
        queued(leg, legs, at);
        if (leg.place().queue().isEmpty()) {
            if (!leg.place().waiting()) {
                leg.told().remove(Kind.WAITING);
            } else if (!leg.leaving()) {
                first(leg, Kind.WAITING, at);
            }
        }
        if (!leg.alive() && leg.told().contains(Kind.CONNECTED) && leg.told().add(Kind.LEFT)) {
            Entry left = new Entry(at, Kind.LEFT, Optional.of(leg), Optional.empty(), "");
            if (lastTalk.contains(leg) && !waitsSinceTheTalk(leg)) {
                leavers.add(left);
            } else {
                insert(left);
            }
        }
    }

    private void queued(LegInProgress leg, List<LegInProgress> legs, Instant at) {
        if (leg.place().queue().isEmpty()) {
            leg.told().remove(Kind.QUEUED);
        } else if (leg.told().add(Kind.QUEUED)) {
            Optional<LegInProgress> person = Optional.of(LocalHalves.person(leg, legs)).filter(LegInProgress::isReal);
            add(at, Kind.QUEUED, person, Optional.empty(), leg.place().queue().get());
        }
    }

    /** Whether somebody else was sent on to wait already. */
    private boolean waitsSinceTheTalk(LegInProgress leg) {
        for (int i = entries.size() - 1; i >= 0 && entries.get(i).kind != Kind.CONNECTED; i--) {
            Entry entry = entries.get(i);
            if ((entry.kind == Kind.QUEUED || entry.kind == Kind.WAITING) && !entry.leg.equals(Optional.of(leg))) {
                return true;
            }
        }
        return false;
    }

    private void first(LegInProgress leg, Kind kind, Instant at) {
        if (leg.told().add(kind)) {
            add(at, kind, Optional.of(leg), Optional.empty(), "");
        }
    }

    /** The number of anyone outside who takes part: while somebody is asked outside, not that of the customer who is on hold meanwhile. */
    private static String numberOf(List<LegInProgress> legs, List<LegInProgress> talking, String customer) {
        List<LegInProgress> lines = talking.stream().filter(LegInProgress::isTrunk).toList();
        boolean another = lines.size() == 1 && !CallParts.customer(legs, Direction.OUTBOUND).equals(Optional.of(lines.get(0)));
        return another || customer.isEmpty() && !lines.isEmpty() ? lines.get(0).calledAs() : customer;
    }

    /** Told of the extension that is new in the conversation; of two new ones, as at the beginning, of the one who was called. */
    private void talk(List<LegInProgress> talking, String customer, Instant at) {
        if (!lastTalk.containsAll(talking)) {
            List<LegInProgress> extensions = talking.stream().filter(LegInProgress::isExtension)
                    .sorted(Comparator.comparing(leg -> leg.incoming() || leg.originated())).toList();
            Optional<LegInProgress> subject = extensions.stream().filter(leg -> !lastTalk.contains(leg)).findFirst()
                    .or(() -> extensions.stream().findFirst()).or(() -> talking.stream().filter(leg -> !lastTalk.contains(leg)).findFirst());
            boolean withCustomer = talking.stream().anyMatch(LegInProgress::isTrunk);
            String with = withCustomer ? customer : talking.stream().filter(leg -> !subject.equals(Optional.of(leg))).findFirst()
                    .map(leg -> leg.channel().peerName()).orElse("");
            Entry connected = new Entry(at, Kind.CONNECTED, subject, Optional.empty(), with);
            if (!isStill(connected)) {
                leavers.forEach(this::insert);
                leavers.clear();
                insert(connected);
            }
        }
        talking.forEach(leg -> leg.told().add(Kind.CONNECTED));
        lastTalk = talking.size() > FEW ? new HashSet<>(talking) : talking;
    }

    /** Whether nothing has come in between but that others joined them: Asterisk moves channels from bridge to bridge while people talk. */
    private boolean isStill(Entry connected) {
        for (int i = entries.size() - 1; i >= 0 && JOINS.contains(entries.get(i).kind); i--) {
            if (entries.get(i).repeats(connected)) {
                return !entries.get(i).at.plus(LegParts.MOVE).isBefore(connected.at);
            }
        }
        return false;
    }

    /** Anyone who left was not the last to leave. */
    void goesOn() {
        goesOn = true;
        changes.happened();
    }

    void add(Instant at, Kind kind, Optional<LegInProgress> leg, Optional<Peer> by, String detail) {
        if (GOES_ON.contains(kind)) {
            leavers.forEach(this::insert);
            leavers.clear();
        }
        insert(new Entry(at, kind, leg, by, detail));
    }

    /** A line dials this number, which people may have dialed with something before it. */
    void dialsOutside(String number) {
        entries.forEach(entry -> entry.dialsOutside(number));
        changes.happened();
    }

    /** As {@link #add}, but what is told again before anything else came of it is passed over. */
    void once(Instant at, Kind kind, Optional<LegInProgress> leg, Optional<Peer> by, String detail) {
        Entry entry = new Entry(at, kind, leg, by, detail);
        if (kind == Kind.UNSEEN && entries.stream().anyMatch(other -> other.repeats(entry) && other.at.equals(at))) {
            return;
        }
        for (int i = entries.size() - 1; i >= 0 && !NEW_CHAPTER.contains(entries.get(i).kind); i--) {
            if (entries.get(i).repeats(entry)) {
                return;
            }
        }
        insert(entry);
    }

    private void insert(Entry entry) {
        int place = entries.size();
        while (place > 0 && entries.get(place - 1).at.isAfter(entry.at)) {
            place--;
        }
        entries.add(place, entry);
        changes.happened();
        if (entries.size() > MOST - 2) {
            dropOne();
        }
    }

    /** The oldest, except for the first of each kind that says whether the call may be recorded: that counts to the end. */
    private void dropOne() {
        Set<Kind> spared = EnumSet.noneOf(Kind.class);
        int place = 0;
        while (OF_CONSENT.contains(entries.get(place).kind) && spared.add(entries.get(place).kind)) {
            place++;
        }
        entries.remove(place);
    }

    /** Takes over the story of a call that turned out to be part of this one; it began when {@code phone} dialed {@code number}. */
    void absorb(Timeline other, Instant startedAt, Optional<LegInProgress> phone, String number) {
        insert(new Entry(startedAt, Kind.STARTED, phone, Optional.empty(), number));
        other.entries.forEach(this::insert);
        other.leavers.forEach(leavers::add);
    }

    /**
     * What was written down so far, in order, between the beginning of the call and its end.
     *
     * @param ofParts what the parts of the call tell themselves
     */
    List<TimelineEntry> told(TimelineEntry started, List<TimelineEntry> ofParts, Optional<TimelineEntry> ended) {
        if (ofParts.isEmpty() && ended.isEmpty() && asBefore(started)) {
            return lastTold;
        }
        List<TimelineEntry> moments = new ArrayList<>(entries.size() + ofParts.size() + 2);
        int before = 0;
        for (Entry entry : entries) {
            moments.add(entry.told());
            before += entry.at.isBefore(started.at()) ? 1 : 0;
        }
        moments.add(before, started);
        for (TimelineEntry moment : ofParts) {
            if (!isForwardedByPhone(moment, moments)) {
                moments.add((int) moments.stream().filter(other -> !other.at().isAfter(moment.at())).count(), moment);
            }
        }
        ended.ifPresent(moments::add);
        lastTold = after(lastTold, moments);
        return lastTold;
    }

    /** That somebody outside talks for this person, or for one of several, follows from what a phone said. */
    private static boolean isForwardedByPhone(TimelineEntry moment, List<TimelineEntry> moments) {
        return moment.kind() == Kind.FORWARDED && moments.stream().anyMatch(other -> other.kind() == Kind.FORWARDED
                && (moment.peer().isPresent() ? other.peer().equals(moment.peer()) : other.detail().equals(moment.detail())));
    }

    /** Mostly nothing is new, and then no list is made to find that out. */
    private boolean asBefore(TimelineEntry started) {
        if (lastTold.size() != entries.size() + 1) {
            return false;
        }
        int place = 0;
        boolean begun = false;
        for (Entry entry : entries) {
            if (!begun && !entry.at.isBefore(started.at())) {
                begun = true;
                if (!lastTold.get(place++).equals(started)) {
                    return false;
                }
            }
            if (!lastTold.get(place++).equals(entry.told())) {
                return false;
            }
        }
        return begun || lastTold.get(place).equals(started);
    }

    /** What was told before, with what is new appended to it; a new list where something else was to be told before, too. */
    private static AppendedList<TimelineEntry> after(AppendedList<TimelineEntry> before, List<TimelineEntry> now) {
        int same = 0;
        while (same < before.size() && same < now.size() && before.get(same).equals(now.get(same))) {
            same++;
        }
        if (same < before.size()) {
            return AppendedList.of(now);
        }
        AppendedList<TimelineEntry> grown = before;
        for (TimelineEntry moment : now.subList(same, now.size())) {
            grown = grown.with(moment);
        }
        return grown;
    }
}
