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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.PhoneCall.Direction;
import org.apache.ofbiz.asterisk.call.PhoneCall.PlacedFor;
import org.apache.ofbiz.asterisk.call.TimelineEntry;
import org.apache.ofbiz.asterisk.call.leg.AccountedPart;
import org.apache.ofbiz.asterisk.call.leg.Changes;
import org.apache.ofbiz.asterisk.call.leg.DialedNumber;
import org.apache.ofbiz.asterisk.call.leg.LegInProgress;
import org.apache.ofbiz.asterisk.call.leg.LegNumbers;

/** What is known of a call besides its legs and their dials. Not thread-safe: belongs to the tracker's thread. */
public final class CallFacts {

    /** A call of people has a file for a queue, some agents and some transfers; more comes from nobody who means well. */
    private static final int MOST_FILES = 20;
    /** A caller is transferred some times; more is a loop. */
    private static final int MOST_HANDED = 20;
    private static final int LONGEST_PATH = 4096;
    private static final String VOICEMAIL = "VoiceMail";

    private final List<LegInProgress> legs;
    private final Timeline timeline;
    private final Numbering numbering;
    private final Changes changes;
    private Optional<String> groupId = Optional.empty();
    private Optional<String> recordingFile = Optional.empty();
    private final List<AccountedPart.Wanted> handed = new ArrayList<>();
    private Optional<AccountedPart.Wanted> accounted = Optional.empty();
    private Optional<AccountedPart.Wanted> addressee = Optional.empty();
    private final Map<String, String> variables = new TreeMap<>();
    private boolean severals;
    private boolean placed;
    private boolean voicemail;
    private boolean mailbox;
    private boolean unseen;
    private boolean elsewhere;

    /**
     * @param legs    of the call, as they are at any time
     * @param changes of the call
     */
    CallFacts(List<LegInProgress> legs, Timeline timeline, Numbering numbering, Changes changes) {
        this.legs = legs;
        this.timeline = timeline;
        this.numbering = numbering;
        this.changes = changes;
    }

    /** It reached this group, the last one that it reached. */
    public void reached(String group) {
        if (!groupId.equals(Optional.of(group))) {
            groupId = Optional.of(group);
            changes.happened();
        }
    }

    /** Somebody calls, or is seen to be further in the dialplan. @param first whether the call begins with them */
    void arrived(LegNumbers where, boolean first, Numbering numbering) {
        numbering.groupOfNumber(where.context(), where.extension()).ifPresent(this::reached);
        boolean own = groupId.isPresent() || numbering.contexts().all().contains(where.context()); // whatever an admin has declared
        if (first && !elsewhere && !own && numbering.arrivesForClaim(where.context(), where.extension())) {
            elsewhere = true;
            changes.happened();
        }
    }

    /** We placed it for a group. */
    public void placedFor(PlacedFor what) {
        placed = true;
        reached(what.groupId());
        what.variables().forEach(this::variableSet);
    }

    /**
     * The caller was to reach this extension last, which nothing else tells where that phone was forwarded or away. Of several the first
     * counts. In the context of claims, the caller is where we sent them.
     */
    void wanted(LegInProgress leg, String extension, String context, Instant at) {
        if (!isCaller(leg)) {
            return;
        }
        boolean sent = !context.isEmpty() && context.equals(numbering.contexts().claim());
        if (!sent && leg.incoming() && leg.isReal() && accounted.isEmpty()) {
            Optional<Peer> wanted = numbering.extension(extension).filter(peer -> leg.peer().filter(peer::equals).isEmpty());
            severals |= wanted.isEmpty() && DialedNumber.isDiallable(extension) && !extension.equals(leg.numbers().extension());
            accounted = wanted.map(peer -> new AccountedPart.Wanted(peer, at, Instant.MIN));
            changes.happened();
        }
    }

    /** The caller was transferred to this extension, whether its phone rings or another one does. */
    public void handedTo(LegInProgress leg, String extension, Instant at) {
        if (isCaller(leg) && handed.size() < MOST_HANDED) {
            numbering.extension(extension).filter(peer -> leg.peer().filter(peer::equals).isEmpty()).ifPresent(peer -> {
                handed.add(new AccountedPart.Wanted(peer, at, at));
                changes.happened();
            });
        }
    }

    /** Not somebody of ours who asks a colleague something for the caller. */
    private boolean isCaller(LegInProgress leg) {
        return leg.isTrunk() || CallSummary.first(legs).equals(Optional.of(leg));
    }

    /**
     * The PBX tells whom the caller was to reach, possibly after the call has ended. A caller who was last where messages are taken wanted
     * somebody, whether they left one or not.
     *
     * @param latest when the caller was still in the call
     */
    void accounted(CallEvent.Accounted told, Instant latest) {
        legs.stream().filter(leg -> leg.channel().uniqueId().equals(told.uniqueId()) && isCaller(leg)).findFirst().ifPresent(leg -> {
            wanted(leg, told.extension(), told.context(), latest);
            if (VOICEMAIL.equalsIgnoreCase(told.application()) && leg.incoming() && leg.isTrunk() && !mailbox) {
                mailbox = true;
                reachesMailboxOf(leg, told.data(), latest);
                changes.happened();
            }
        });
    }

    /** A variable that is watched was set. */
    public void variableSet(String name, String value) {
        if (!value.equals(variables.put(name, value))) {
            changes.happened();
        }
    }

    /** The caller left a message; who asks for their own messages did not. */
    public void voicemailLeft(LegInProgress leg, String box, Instant at) {
        String owner = box.replaceFirst("@.*", "");
        if (leg.peer().filter(peer -> leg.isExtension() && peer.name().equals(owner)).isEmpty()) {
            voicemail = true;
            reachesMailboxOf(leg, box, at);
            changes.happened();
            timeline.once(at, TimelineEntry.Kind.VOICEMAIL, Optional.of(leg).filter(LegInProgress::isReal), Optional.empty(), box);
        }
    }

    /** @param box of several the first counts; one that is no extension's is nobody's in particular */
    private void reachesMailboxOf(LegInProgress leg, String box, Instant at) {
        if (addressee.isEmpty() && leg.incoming() && leg.isTrunk()) {
            addressee = numbering.extension(box.replaceFirst("[@&,].*", "")).map(owner -> new AccountedPart.Wanted(owner, at, at));
        }
    }

    public void recorded(LegInProgress leg, Optional<String> file, Instant at) {
        boolean first = recordingFile.isEmpty();
        recordingFile = Optional.of(withFile(recordingFile, file));
        changes.happened();
        if (first) {
            timeline.add(at, TimelineEntry.Kind.RECORDING_STARTED, Optional.of(leg).filter(LegInProgress::isReal), Optional.empty(), "");
        }
    }

    /**
     * The files that a PBX says it records a call into, one a line: AMI ends its fields with the line, so a path that it tells has none.
     *
     * @param known so far; an empty text where only the recording is known
     * @param file  absent where the PBX did not tell it
     */
    private static String withFile(Optional<String> known, Optional<String> file) {
        Set<String> files = known.stream().flatMap(String::lines).collect(Collectors.toCollection(LinkedHashSet::new));
        file.map(String::strip).filter(path -> !path.isEmpty() && path.length() <= LONGEST_PATH && files.size() < MOST_FILES).ifPresent(files::add);
        return String.join("\n", files);
    }

    /** Something happened while we were not connected. */
    void happenedUnseen() {
        unseen = true;
        changes.happened();
    }

    /**
     * Takes over what is known of a call that turned out to be part of this one.
     *
     * @param direction of this one: a caller has not come to the group that we called somebody else for meanwhile
     */
    void absorb(CallFacts other, Direction direction) {
        groupId = groupId.or(() -> other.placed && direction == Direction.INBOUND ? Optional.empty() : other.groupId);
        voicemail |= other.voicemail;
        mailbox |= other.mailbox;
        addressee = addressee.or(() -> other.addressee);
        recordingFile = recordingFile.or(() -> other.recordingFile);
        unseen |= other.unseen;
        elsewhere &= other.elsewhere;
        other.variables.forEach(variables::putIfAbsent);
        changes.happened();
    }

    Optional<String> groupId() {
        return groupId;
    }

    /** The variables that the call sources of its group name; others stay here until it reaches a group that does. */
    Map<String, String> variables() {
        if (variables.isEmpty() || groupId.isEmpty()) {
            return Map.of();
        }
        Map<String, String> shown = new TreeMap<>(variables);
        shown.keySet().retainAll(numbering.watchedVariables(groupId.get()));
        return shown;
    }

    Optional<String> recordingFile() {
        return recordingFile;
    }

    /** Whether the PBX has accounted for whom the caller was to reach. */
    boolean isAccounted() {
        return accounted.isPresent();
    }

    /** Who was to be called: those to whom the caller was transferred, then whom the PBX accounts for. */
    List<AccountedPart.Wanted> wanted() {
        return Stream.concat(handed.stream(), accounted.stream()).toList();
    }

    /** In whose mailbox the caller was. */
    Optional<AccountedPart.Wanted> addressee() {
        return addressee;
    }

    /** Whether the caller was at a number that is no person's, but one behind which several can be called. */
    boolean isSeverals() {
        return severals;
    }

    /** Whether the caller left a message. */
    boolean voicemail() {
        return voicemail;
    }

    /** Whether the caller reached a mailbox, as the PBX accounts for it. */
    boolean mailbox() {
        return mailbox;
    }

    /** Whether it is but a part of a call at another server, which tells all of it. */
    public boolean isElsewhere() {
        return elsewhere;
    }

    /** Whether part of it happened while we were not connected. */
    boolean unseen() {
        return unseen;
    }
}
