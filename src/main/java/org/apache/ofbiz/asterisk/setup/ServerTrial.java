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
package org.apache.ofbiz.asterisk.setup;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.ofbiz.asterisk.ami.ManagerRights;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Grant;
import org.apache.ofbiz.asterisk.ami.TrialLogin;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFailure;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionFault;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionRules;
import org.apache.ofbiz.asterisk.ami.wire.PresentedCertificate;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.setup.DialplanLines.Place;
import org.apache.ofbiz.base.util.Debug;

/**
 * Tries what an admin typed about a server, saved or not, with a login of its own. It waits for the PBX, 15 s at the very most, and few
 * run at a time: who may do this could otherwise search a network by it. Each is written to the log. Thread-safe.
 */
public final class ServerTrial {

    private static final String MODULE = ServerTrial.class.getName();
    private static final int AT_ONCE = 4;
    private static final Semaphore FREE = new Semaphore(AT_ONCE);
    private static final Duration CERTIFICATE_WITHIN = Duration.ofSeconds(3);

    private ServerTrial() {
    }

    /**
     * What a trial found.
     *
     * @param certificate what the PBX showed, where its certificate is the reason of the failure
     */
    public record Report(PbxServer server, TrialLogin.Found found, Optional<PresentedCertificate> certificate) {

        /** Whether the login came about, and what is going on on the PBX can be told: without, nothing can work. */
        public boolean reached() {
            return fault().isEmpty();
        }

        /** Why it cannot be used; empty when it can. */
        public Optional<ConnectionFault> fault() {
            Optional<ConnectionFault> fault = found.fault();
            boolean deaf = found.rights().filter(rights -> rights.of(Feature.CHANNELS) == Grant.DENIED).isPresent();
            return fault.isEmpty() && deaf ? Optional.of(ConnectionFault.CHANNELS) : fault;
        }

        /** What this AMI user may not do and should, in the order of the features. */
        public List<Feature> missingRights() {
            return found.rights().map(ServerTrial::missing).orElse(List.of());
        }

        /** Whether the dialplan has what the server's record names; UNKNOWN, too, for a place that it names nothing for. */
        public Map<Place, Presence> places() {
            Map<Place, Presence> places = new EnumMap<>(Place.class);
            names(server.contexts()).forEach((place, name) -> places.put(place, name.isBlank() || found.contexts().isEmpty() ? Presence.UNKNOWN
                    : found.contexts().containsKey(name) ? Presence.THERE : Presence.MISSING));
            return places;
        }
    }

    /** What the rights lack of what the call center does. */
    public static List<Feature> missing(ManagerRights rights) {
        Set<Feature> wanted = EnumSet.complementOf(EnumSet.of(Feature.COMMAND));
        return Arrays.stream(Feature.values()).filter(wanted::contains).filter(feature -> rights.of(feature) == Grant.DENIED).toList();
    }

    /** The context of each place, as the record of a server names it; blank where it names none. */
    public static Map<Place, String> names(Numbering.Contexts contexts) {
        return new EnumMap<>(Map.of(Place.INTERNAL, contexts.internal(), Place.OUTBOUND, contexts.outbound(), Place.CLAIM, contexts.claim(),
                Place.WAITING, contexts.waiting()));
    }

    /** Tries this server for this user; empty when others are being tried and it has to wait. */
    public static Optional<Report> of(PbxServer server, ConnectionRules rules, String userLoginId) {
        if (!FREE.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Debug.logInfo(userLoginId + " tests server " + server, MODULE);
            TrialLogin.Found found = TrialLogin.run(server, rules);
            boolean distrusted = server.useTls() && found.fault().filter(ConnectionFault.CERTIFICATE::equals).isPresent();
            return Optional.of(new Report(server, found, distrusted ? shown(server, rules) : Optional.empty()));
        } finally {
            FREE.release();
        }
    }

    /**
     * The certificate of whatever answers there.
     *
     * @throws IOException with words for an admin
     */
    public static PresentedCertificate certificate(String host, int port, ConnectionRules rules, String userLoginId) throws IOException {
        if (!FREE.tryAcquire()) {
            throw new ConnectionFailure(ConnectionFault.AWAY, ConnectionReason.of(ConnectionReason.Code.BUSY));
        }
        try {
            Debug.logInfo(userLoginId + " requests the certificate of " + host + ":" + port, MODULE);
            return PresentedCertificate.of(host, port, rules.addresses(), CERTIFICATE_WITHIN);
        } finally {
            FREE.release();
        }
    }

    private static Optional<PresentedCertificate> shown(PbxServer server, ConnectionRules rules) {
        try {
            return Optional.of(PresentedCertificate.of(server.host(), server.port(), rules.addresses(), CERTIFICATE_WITHIN));
        } catch (IOException e) {
            Debug.logInfo("Couldn't read the certificate of " + server + " again: " + e.getMessage(), MODULE);
            return Optional.empty();
        }
    }
}
