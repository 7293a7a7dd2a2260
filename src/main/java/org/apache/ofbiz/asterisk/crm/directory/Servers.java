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
package org.apache.ofbiz.asterisk.crm.directory;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AutoAnswer;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.call.standby.PbxPair;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.call.standby.StandbyPbx;
import org.apache.ofbiz.asterisk.crm.phones.PagePhones;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFolder;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Reads AsteriskServer rows. Thread-safe. */
public final class Servers {

    private static final long DEFAULT_PORT = 5038;

    private final Rows rows;
    private final Settings settings;
    private final PagePhones pagePhones;

    /** Where a PBX is reached. Equal addresses are the same one, however they were typed. */
    public record Address(String host, long port) {

        @Override
        public String toString() {
            return host + ':' + port;
        }
    }

    public Servers(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.pagePhones = new PagePhones(delegator);
        this.settings = settings;
    }

    /** Servers that we should be connected to. */
    public List<PbxPair> enabled() {
        return Rows.list(rows.from("AsteriskServer").where("enabled", "Y").orderBy("serverId")).stream()
                .map(row -> new PbxPair(server(row), standby(row))).toList();
    }

    /** The PBX that takes the place of this server's first one; empty for none. */
    public Optional<StandbyPbx> standby(GenericValue row) {
        return address(row, Side.STANDBY).map(address -> new StandbyPbx(
                server(row).at(address.host(), Math.toIntExact(address.port()), PlainText.given(row.getString("standbyFingerprint"))),
                Optional.ofNullable(row.getLong("standbyAfterSeconds")).map(Duration::ofSeconds).orElse(StandbyPbx.DEFAULT_AFTER),
                Rows.isYes(row, "standbyReturns")));
    }

    /**
     * The address of one of a server's PBXs: the host in lower case, and the port with its default; empty only for a standby that there isn't.
     *
     * @param row an AsteriskServer as somebody wants it, stored or not
     */
    public static Optional<Address> address(GenericValue row, Side side) {
        String host = Rows.text(row, side == Side.FIRST ? "host" : "standbyHost").toLowerCase(Locale.ROOT);
        return side == Side.STANDBY && host.isEmpty() ? Optional.empty() : Optional.of(new Address(host, port(row, side)));
    }

    private static long port(GenericValue row, Side side) {
        Optional<Long> first = Optional.ofNullable(row.getLong("port"));
        Optional<Long> own = side == Side.FIRST ? first : Optional.ofNullable(row.getLong("standbyPort")).or(() -> first);
        return own.orElse(DEFAULT_PORT);
    }

    /** Their ids, in one short query: is asked twice a second. */
    public Set<String> enabledIds() {
        return Rows.list(rows.from("AsteriskServer").select("serverId").where("enabled", "Y")).stream().map(row -> row.getString("serverId"))
                .collect(Collectors.toSet());
    }

    /** How this phone is told to answer a click to call automatically; empty for one that rings. A phone in a page always answers. */
    public Optional<AutoAnswer> autoAnswer(String peerId) {
        if (pagePhones.is(peerId)) {
            return Optional.of(AutoAnswer.CALL_INFO);
        }
        return Rows.one(rows.from("AsteriskPeer").where("peerId", peerId)).flatMap(Servers::autoAnswer);
    }

    private static Optional<AutoAnswer> autoAnswer(GenericValue peer) {
        return PlainText.given(peer.getString("autoAnswerEnumId")).map(enumId -> AutoAnswer.valueOf(EnumIds.word(enumId)));
    }

    /** How a phone answers a click, and where calls that begin at it are recorded. */
    public record Phone(Optional<AutoAnswer> autoAnswer, RecordingFolder recordings) {
    }

    /** {@link #autoAnswer} and {@link #recordings} of a phone and its server, with one query; empty where there is no such phone. */
    public Optional<Phone> phone(String peerId) {
        return Rows.one(rows.from("AsteriskPeerAndServer").where("peerId", peerId)).map(row -> new Phone(
                row.get("pagePeerId") != null ? Optional.of(AutoAnswer.CALL_INFO) : autoAnswer(row),
                RecordingFolder.of(Rows.text(row, "recordingsLocation"), settings)));
    }

    /** Whether this phone is used in a page. */
    public boolean isInPage(String peerId) {
        return pagePhones.is(peerId);
    }

    /** Folder of a server's recordings, its own or that of the settings; absolute. */
    public RecordingFolder recordings(String serverId) {
        Optional<GenericValue> row = Rows.one(rows.from("AsteriskServer").select("recordingsLocation").where("serverId", serverId));
        return RecordingFolder.of(row.map(server -> Rows.text(server, "recordingsLocation")).orElse(""), settings);
    }

    /** The server as its row says. */
    public PbxServer server(GenericValue row) {
        return new PbxServer(row.getString("serverId"), Rows.text(row, "host"), Math.toIntExact(port(row, Side.FIRST)),
                Rows.isYes(row, "useTls"), PlainText.given(row.getString("certificateFingerprint")),
                PlainText.given(row.getString("trustedCertificates")), Rows.text(row, "userName"),
                Rows.text(row, "secret"), contexts(row), RecordingFolder.of(Rows.text(row, "recordingsLocation"), settings).path().toString());
    }

    public static Numbering.Contexts contexts(GenericValue row) {
        return new Numbering.Contexts(Rows.text(row, "internalContext"), Rows.text(row, "outboundContext"), Rows.text(row, "claimContext"),
                Rows.text(row, "waitingContext"));
    }
}
