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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.outbound.OutboundService;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.crm.directory.Peers;
import org.apache.ofbiz.asterisk.crm.directory.ServerTrunk;
import org.apache.ofbiz.asterisk.crm.directory.ServerTrunks;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.journal.Participants;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.LatestReading;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Peers, contexts and group entries of one server, kept in memory, since the call thread asks. {@link #refresh()} after an admin
 * changed something. Thread-safe.
 */
public final class OfbizNumbering implements Numbering {

    private final Rows rows;
    private final Peers peers;
    private final ServerTrunks trunks;
    private final String serverId;
    private final LatestReading<Snapshot> known;

    /** Reads the database once. */
    public OfbizNumbering(Delegator delegator, String serverId) {
        this.rows = new Rows(delegator);
        this.peers = new Peers(delegator);
        this.trunks = new ServerTrunks(delegator);
        this.serverId = serverId;
        this.known = new LatestReading<>(read());
    }

    /** Reads the database again. When it does not answer, what was known stays. */
    public void refresh() {
        known.again(this::read);
    }

    /** Also a phone of another server, by the place of this dialplan from which a trunk leads to it. */
    @Override
    public Optional<Peer> peer(String technology, String peerName) {
        Snapshot now = known.get();
        String key = peerKey(technology, peerName);
        return Optional.ofNullable(now.peers.get(key)).or(() -> Optional.ofNullable(now.trunks.ways.get(key)));
    }

    @Override
    public Optional<Peer> wayTo(Peer phone) {
        return known.get().trunks.out.stream().flatMap(trunk -> trunk.wayTo(phone).stream()).findFirst();
    }

    @Override
    public List<Peer> phonesByTrunk(String number) {
        return known.get().trunks.phones.getOrDefault(number, List.of());
    }

    @Override
    public boolean arrivesForClaim(String context, String extension) {
        Snapshot now = known.get();
        return now.trunks.in.stream().flatMap(trunk -> trunk.phoneRungAt(context, extension).stream()).anyMatch(now.extensions::contains);
    }

    /** The peer with this key, if it is one of this server's. */
    public Optional<Peer> peer(String peerId) {
        return known.get().peers.values().stream().filter(peer -> peer.peerId().equals(peerId)).findFirst();
    }

    /** All peers of the server, the disabled ones too. */
    public Collection<Peer> peers() {
        return known.get().peers.values();
    }

    @Override
    public boolean isExtension(String number) {
        return known.get().extensions.contains(number);
    }

    /** By its name rather than by its short number, which another phone may be named by. */
    @Override
    public Optional<Peer> extension(String number) {
        return Numbering.super.extension(number).filter(OfbizNumbering::isPhone).or(() -> isExtension(number)
                ? known.get().peers.values().stream().filter(peer -> isPhone(peer) && peer.number().equals(Optional.of(number))).findFirst()
                : Optional.empty());
    }

    @Override
    public boolean reachesGroup(String number) {
        return known.get().services.contains(number);
    }

    @Override
    public String outsidePrefix() {
        return known.get().outsidePrefix;
    }

    /** The phones of this server that are assigned to somebody, and not disabled. */
    public List<Peer> assigned() {
        return known.get().peers.values().stream().filter(peer -> isPhone(peer) && peer.owner().isPresent()).toList();
    }

    private static boolean isPhone(Peer peer) {
        return peer.type() == Peer.Type.EXTENSION && peer.enabled();
    }

    @Override
    public Optional<String> groupOfNumber(String context, String extension) {
        return Optional.ofNullable(known.get().groups.get(new Entry(EnumIds.ENTRY_NUMBER, context, extension)));
    }

    @Override
    public Optional<String> groupOfQueue(String queue) {
        return Optional.ofNullable(known.get().groups.get(new Entry(EnumIds.ENTRY_QUEUE, queue, "")));
    }

    /** An entry without extension takes the event at any. */
    @Override
    public Optional<String> groupOfUserEvent(String userEvent, String extension) {
        Map<Entry, String> groups = known.get().groups;
        return Optional.ofNullable(groups.get(new Entry(EnumIds.ENTRY_USER_EVENT, userEvent, extension)))
                .or(() -> Optional.ofNullable(groups.get(new Entry(EnumIds.ENTRY_USER_EVENT, userEvent, ""))));
    }

    @Override
    public Set<String> watchedVariables() {
        return known.get().allVariables;
    }

    @Override
    public Set<String> watchedVariables(String groupId) {
        return known.get().variables.getOrDefault(groupId, Set.of());
    }

    @Override
    public Optional<String> groupOfKeptCall(String linkedId) {
        return Optional.ofNullable(known.get().keptCalls.get(linkedId));
    }

    @Override
    public Optional<String> groupOfDialed(String number) {
        Set<String> named = groupsWhose(entry -> !EnumIds.ENTRY_QUEUE.equals(entry.type()) && entry.extension().equals(number));
        Set<String> possible = named.isEmpty() ? groupsWhose(entry -> EnumIds.ENTRY_USER_EVENT.equals(entry.type()) && entry.extension().isEmpty())
                : named;
        return possible.size() == 1 ? possible.stream().findFirst() : Optional.empty();
    }

    private Set<String> groupsWhose(Predicate<Entry> fits) {
        return known.get().groups.entrySet().stream().filter(entry -> fits.test(entry.getKey())).map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<KeptTalk> keptTalk(String linkedId) {
        return Optional.ofNullable(known.get().keptTalks.get(linkedId));
    }

    @Override
    public Contexts contexts() {
        return known.get().contexts;
    }

    private Snapshot read() {
        Map<String, Peer> byName = peers.ofServer(serverId).stream()
                .collect(Collectors.toUnmodifiableMap(peer -> peerKey(peer.technology(), peer.name()), Function.identity(), (a, b) -> a));
        List<GenericValue> entries = Rows.list(rows.from("AsteriskGroupEntryAndGroup").where("serverId", serverId, "enabled", "Y")
                .orderBy("callCenterGroupId", "entrySeqId")).stream().filter(row -> !"N".equals(row.getString("entryEnabled"))).toList();
        Map<Entry, String> groups = entries.stream().filter(row -> !EnumIds.ENTRY_OUTBOUND.equals(row.getString("entryTypeEnumId")))
                .collect(Collectors.toUnmodifiableMap(Entry::of, row -> row.getString("callCenterGroupId"), (first, second) -> first));
        Set<String> watched = entries.stream().flatMap(row -> WatchedNames.of(Rows.text(row, "watchedVariables")).stream())
                .collect(Collectors.toUnmodifiableSet());
        Map<String, Set<String>> variables = entries.stream().collect(Collectors.toUnmodifiableMap(row -> row.getString("callCenterGroupId"),
                OfbizNumbering::variables, (first, second) ->
                        Stream.concat(first.stream(), second.stream()).collect(Collectors.toUnmodifiableSet())));
        Optional<GenericValue> server = Rows.one(rows.from("AsteriskServer").where("serverId", serverId));
        List<GenericValue> open = Rows.list(rows.from("PhoneCall").where("serverId", serverId, "endDate", null));
        Map<String, String> keptCalls = open.stream()
                .filter(row -> row.getString("callCenterGroupId") != null)
                .collect(Collectors.toUnmodifiableMap(row -> row.getString("linkedId"), row -> row.getString("callCenterGroupId"), (a, b) -> a));
        Set<String> extensions = byName.values().stream().filter(OfbizNumbering::isPhone)
                .flatMap(peer -> Stream.concat(Stream.of(peer.name()), peer.number().stream())).collect(Collectors.toUnmodifiableSet());
        Set<String> services = groups.keySet().stream().map(Entry::number).filter(number -> !number.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        return new Snapshot(byName, extensions, groups, services, variables,
                watched, keptCalls, keptTalks(open),
                server.map(Servers::contexts).orElse(new Contexts("", "", "", "")),
                server.map(row -> Rows.text(row, "outsidePrefix")).orElse(""), trunks(byName.values()));
    }

    /** @param here all peers of this server: its own numbers mean its own phones, the disabled ones too */
    private Trunks trunks(Collection<Peer> here) {
        List<ServerTrunk> out = trunks.from(serverId);
        Set<String> own = here.stream().filter(peer -> peer.type() == Peer.Type.EXTENSION)
                .flatMap(peer -> Stream.concat(Stream.of(peer.name()), peer.number().stream())).collect(Collectors.toUnmodifiableSet());
        Map<String, Peer> ways = new HashMap<>();
        Map<String, List<Peer>> phones = new HashMap<>();
        out.forEach(trunk -> peers.ofServer(trunk.toServerId()).forEach(phone -> trunk.wayTo(phone).ifPresent(way -> {
            ways.putIfAbsent(peerKey(way.technology(), way.name()), way);
            phone.number().filter(number -> phone.enabled() && !own.contains(number))
                    .ifPresent(number -> phones.computeIfAbsent(number, any -> new ArrayList<>()).add(phone));
        })));
        return new Trunks(out, Map.copyOf(ways), Map.copyOf(phones), trunks.to(serverId));
    }

    /** Those that are watched; what an outbound service sets is known without. */
    private static Set<String> variables(GenericValue row) {
        Set<String> names = new HashSet<>(WatchedNames.of(Rows.text(row, "watchedVariables")));
        if (EnumIds.ENTRY_OUTBOUND.equals(row.getString("entryTypeEnumId"))) {
            names.addAll(ServiceVariables.read(Rows.text(row, "setVariables")).orElse(Map.of()).keySet());
            names.add(OutboundService.NAME_VARIABLE);
        }
        return names;
    }

    private Map<String, KeptTalk> keptTalks(List<GenericValue> open) {
        List<GenericValue> answered = open.stream().filter(row -> row.getTimestamp("answerDate") != null).toList();
        Map<String, Map<String, Instant>> talking = new Participants(rows.delegator())
                .talking(answered.stream().map(row -> row.getString("phoneCallId")).toList());
        Map<String, KeptTalk> talks = new HashMap<>();
        answered.forEach(row -> talks.put(row.getString("linkedId"), new KeptTalk(row.getTimestamp("answerDate").toInstant(),
                talking.getOrDefault(row.getString("phoneCallId"), Map.of()))));
        return talks;
    }

    private static String peerKey(String technology, String peerName) {
        return technology.toUpperCase(Locale.ROOT) + '/' + peerName;
    }

    /**
     * @param services  numbers at which groups are reached
     * @param variables those that calls show, by group
     * @param allVariables those that the PBX is asked for
     * @param keptCalls group by Linkedid, of calls that have not ended
     * @param keptTalks by Linkedid, of those that were answered
     */
    private record Snapshot(Map<String, Peer> peers, Set<String> extensions, Map<Entry, String> groups, Set<String> services,
                            Map<String, Set<String>> variables, Set<String> allVariables, Map<String, String> keptCalls,
                            Map<String, KeptTalk> keptTalks, Contexts contexts, String outsidePrefix, Trunks trunks) {
    }

    /**
     * To and from other servers.
     *
     * @param ways   phones there, by what the dialplan here dials for them
     * @param phones those of them that calls can be sent to, by their number
     */
    private record Trunks(List<ServerTrunk> out, Map<String, Peer> ways, Map<String, List<Peer>> phones, List<ServerTrunk> in) {
    }

    /** @param where the context, queue or event */
    private record Entry(String type, String where, String extension) {

        /** What a phone dials to come here; a queue that is named by a number is reached by it, as PBXs are usually set up. */
        String number() {
            return EnumIds.ENTRY_QUEUE.equals(type) ? where : EnumIds.ENTRY_NUMBER.equals(type) ? extension : "";
        }

        static Entry of(GenericValue row) {
            String type = row.getString("entryTypeEnumId");
            return switch (type) {
            case EnumIds.ENTRY_QUEUE -> new Entry(type, Rows.text(row, "queueName"), "");
            case EnumIds.ENTRY_USER_EVENT -> new Entry(type, Rows.text(row, "userEventName"), Rows.text(row, "extension"));
            default -> new Entry(type, Rows.text(row, "dialplanContext"), Rows.text(row, "extension"));
            };
        }
    }
}
