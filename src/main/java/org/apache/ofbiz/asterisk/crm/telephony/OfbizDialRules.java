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

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.acd.AutoAnswer;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.NumberClassifier;
import org.apache.ofbiz.asterisk.crm.numbers.NumberClassifier.Classified;
import org.apache.ofbiz.asterisk.crm.numbers.NumberClassifier.Kind;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFolder;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.settings.Setting;
import org.apache.ofbiz.asterisk.crm.settings.Settings;

/**
 * Dial rules from the settings, and from what admins and permissions allow. An emergency number is dialed whatever they say.
 * Thread-safe.
 */
public final class OfbizDialRules implements DialRules {

    private static final String EVERY_CALL = "ALL";
    private static final String CHARGED_CALL = "CHARGED";
    /** Technology of a phone that is a number of the dialplan. */
    private static final String LOCAL = "Local";
    /** Refusals that are no slip of a finger. */
    private static final Set<Code> FORBIDDEN = EnumSet.of(Code.NUMBER_NOT_ALLOWED, Code.NUMBER_BLOCKED, Code.NUMBER_NEEDS_PERMISSION,
            Code.PREMIUM_NOT_PERMITTED, Code.INTERNATIONAL_NOT_PERMITTED);
    /** What a refusal repeats of a text that is no number. */
    private static final int SHOWN = 60;

    private final Settings settings;
    private final Servers servers;
    private final OutboundRules outbound;
    private final DialLimits limits;
    private final DialReports reports;

    /** @param reports is told of emergency calls and of who has reached a limit */
    public OfbizDialRules(Settings settings, Servers servers, OutboundRules outbound, DialLimits limits, DialReports reports) {
        this.outbound = outbound;
        this.settings = settings;
        this.servers = servers;
        this.limits = limits;
        this.reports = reports;
    }

    @Override
    public Checked check(Person user, String number, Numbering pbx) {
        if (!PlainText.isPlain(number)) {
            return refused(Code.VALUE_REFUSED, "number");
        }
        String dialled = DialText.number(number);
        if (!DialText.DIALABLE.matcher(dialled).matches()) {
            return refused(Code.NUMBER_INVALID, PlainText.clip(number, SHOWN));
        }
        NumberClassifier classifier = new NumberClassifier(settings.get(Settings.DEFAULT_REGION), pbx.outsidePrefix(), inside(pbx));
        Classified found = classifier.classify(dialled);
        if (found.kind() == Kind.EMERGENCY) {
            String prefix = settings.get(Settings.EMERGENCY_BEHIND_PREFIX) ? pbx.outsidePrefix() : "";
            return Checked.dialable(prefix + found.number(), Where.EMERGENCY);
        }
        return refusal(user, number, dialled, found, classifier.suspected(found)).map(Checked::refused)
                .orElseGet(() -> dialable(found, pbx));
    }

    private Predicate<String> inside(Numbering pbx) {
        Optional<Pattern> listed = settings.get(Settings.INTERNAL_NUMBERS);
        return number -> pbx.isExtension(number) || pbx.reachesGroup(number) || listed.filter(pattern -> pattern.matches(number)).isPresent();
    }

    private Optional<Refusal> refusal(Person user, String typed, String dialled, Classified found, List<String> suspected) {
        Optional<Pattern> forbidden = settings.get(Settings.OUTBOUND_FORBIDDEN);
        boolean isForbidden = Stream.of(Stream.of(dialled, found.number()), found.e164().stream(), suspected.stream()).flatMap(Function.identity())
                .anyMatch(number -> forbidden.filter(pattern -> pattern.matches(number)).isPresent());
        String shown = PlainText.clip(typed, SHOWN);
        if (isForbidden) {
            return Optional.of(new Refusal(Code.NUMBER_NOT_ALLOWED, shown));
        }
        if (!found.isInside()) {
            if (TelephoneNumbers.digits(found.number()).length() < settings.get(Settings.OUTBOUND_MINIMUM_DIGITS)) {
                return Optional.of(new Refusal(Code.NUMBER_INVALID, shown));
            }
            if (!settings.get(Settings.OUTBOUND_ALLOWED).matches(found.number())) {
                return Optional.of(new Refusal(Code.NUMBER_NOT_ALLOWED, shown));
            }
        }
        return outbound.refusal(user, found, suspected);
    }

    /** What was classified, and nothing else. A number of a group is dialed on the way that callers take, unless phones reach it, too. */
    private Checked dialable(Classified found, Numbering pbx) {
        if (found.isInside()) {
            boolean lineOnly = found.kind() == Kind.INTERNAL && pbx.reachesGroup(found.number()) && !pbx.isExtension(found.number())
                    && pbx.groupOfNumber(pbx.contexts().internal(), found.number()).isEmpty()
                    && pbx.groupOfQueue(found.number()).isEmpty();
            return Checked.dialable(found.number(), lineOnly ? Where.OUTSIDE : Where.INSIDE);
        }
        TelephoneNumbers reader = new TelephoneNumbers(settings.get(Settings.DEFAULT_REGION));
        boolean certain = found.e164().isPresent() || found.number().startsWith("+");
        String formatted = certain ? reader.format(found.number(), settings.get(Settings.OUTBOUND_FORMAT)) : found.number();
        boolean charged = found.premium() || found.kind() != Kind.DOMESTIC;
        // a phone of this PBX that is named by its public number is reached without a line
        return pbx.isExtension(found.number()) ? Checked.dialable(found.number(), Where.INSIDE)
                : Checked.dialable(pbx.outsidePrefix() + formatted, charged ? Where.CHARGED : Where.OUTSIDE);
    }

    @Override
    public Optional<Refusal> refusedPhone(Person user, Peer phone, Numbering pbx) {
        int context = phone.name().indexOf('@');
        boolean local = LOCAL.equalsIgnoreCase(phone.technology());
        if (!local && context < 0) {
            return Optional.empty();
        }
        String number = context < 0 ? phone.name() : phone.name().substring(0, context);
        if (local && !DialText.isNumber(number)) {
            return Optional.empty();
        }
        Checked checked = check(user, number, local ? pbx : Numbering.none()); // what is behind @ is a line or server, which knows no extensions
        return checked.refusal().or(() -> checked.where() == Where.EMERGENCY ? Optional.of(new Refusal(Code.NUMBER_NOT_ALLOWED, number))
                : Optional.empty());
    }

    @Override
    public void refused(Person user, String number, Refusal refusal) {
        if (FORBIDDEN.contains(refusal.code())) {
            reports.refused(user, PlainText.isPlain(number) ? PlainText.clip(number, SHOWN) : "?", refusal.code().name());
        }
    }

    @Override
    public Optional<Refusal> admit(Person user, Checked checked) {
        String number = checked.dialable().orElse("");
        if (checked.where() == Where.EMERGENCY) {
            reports.emergency(user, number);
            return Optional.empty();
        }
        if (checked.where() == Where.INSIDE && !NumberClassifier.isCodeWithNumber(number)) {
            return Optional.empty();
        }
        Optional<Refusal> charged = checked.where() == Where.CHARGED
                ? take(user, number, CHARGED_CALL, Settings.CHARGED_CALLS_PER_HOUR) : Optional.empty();
        return charged.or(() -> take(user, number, EVERY_CALL, Settings.CALLS_PER_HOUR));
    }

    private Optional<Refusal> take(Person user, String number, String kind, Setting<Integer> limit) {
        int most = settings.get(limit);
        if (limits.take(user.userLoginId(), kind, most)) {
            return Optional.empty();
        }
        reports.limitReached(user, number, most);
        return Optional.of(new Refusal(Code.CALL_LIMIT_REACHED, String.valueOf(most)));
    }

    @Override
    public Duration extensionRingTime() {
        return settings.get(Settings.EXTENSION_RING_TIME);
    }

    @Override
    public boolean isInPage(Peer phone) {
        return servers.isInPage(phone.peerId());
    }

    @Override
    public Optional<AutoAnswer> autoAnswer(Peer phone) {
        return servers.autoAnswer(phone.peerId());
    }

    @Override
    public Optional<String> recordingFile(String serverId, String channelId) {
        return settings.get(Settings.RECORD_OUT_CALLS) ? file(servers.recordings(serverId), channelId) : Optional.empty();
    }

    @Override
    public Ringing ringing(Peer phone, String channelId) {
        return servers.phone(phone.peerId()).map(known -> new Ringing(known.autoAnswer(),
                settings.get(Settings.RECORD_OUT_CALLS) ? file(known.recordings(), channelId) : Optional.empty()))
                .orElseGet(() -> new Ringing(Optional.empty(), recordingFile(phone.serverId(), channelId)));
    }

    private static Optional<String> file(RecordingFolder folder, String channelId) {
        folder.make();
        return folder.fileFor(channelId).map(Object::toString);
    }

    private static Checked refused(Code code, String detail) {
        return Checked.refused(new Refusal(code, detail));
    }
}
