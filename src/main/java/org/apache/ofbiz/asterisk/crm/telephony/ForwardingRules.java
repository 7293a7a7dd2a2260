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

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.acd.DialRules.Checked;
import org.apache.ofbiz.asterisk.acd.DialRules.Where;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.acd.Refusal.Code;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;

/**
 * Where calls may be forwarded while no user takes part: to what the user who asked for it may call at this moment. Anyone who may change
 * a group could else let any caller call any number. Counts nothing. Looks up; thread-safe.
 */
public final class ForwardingRules {

    /** No pattern of numbers in a dialplan fits what begins so. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private final DialRules rules;
    private final Function<String, Numbering> numberings;

    /** @param numberings by serverId */
    public ForwardingRules(DialRules rules, Function<String, Numbering> numberings) {
        this.rules = rules;
        this.numberings = numberings;
    }

    /** @param known what is in memory of a server, by serverId; the database is read for others */
    public static ForwardingRules of(Delegator delegator, Security security, Settings settings, Function<String, Optional<Numbering>> known) {
        return new ForwardingRules(new OfbizDialRules(settings, new Servers(delegator, settings), OutboundRules.of(delegator, security),
                new DialLimits(Clock.systemUTC()), DialReports.NONE), serverId ->
                known.apply(serverId).orElseGet(() -> new OfbizNumbering(delegator, serverId)));
    }

    /** Either the place of the dialplan, as {@code context,extension,1}, or why calls don't go there. */
    public record Place(String place, Optional<Refusal> refusal) {
        static Place refused(Refusal refusal) {
            return new Place("", Optional.of(refusal));
        }
    }

    /** A number as users of the PBX dial it. Emergency numbers are refused: anyone who calls there is to be asked where they are. */
    public Place number(String userLoginId, String serverId, String number) {
        Numbering pbx = numberings.apply(serverId);
        Checked checked = rules.check(new Person(userLoginId, "", ""), number, pbx);
        if (checked.where() == Where.EMERGENCY) {
            return Place.refused(new Refusal(Code.NUMBER_NOT_ALLOWED, number));
        }
        String outbound = pbx.contexts().outbound();
        String context = checked.where() == Where.INSIDE || outbound.isBlank() ? pbx.contexts().internal() : outbound;
        return checked.refusal().map(Place::refused).orElseGet(() ->
                new Place(context + ',' + checked.dialable().orElseThrow() + ",1", Optional.empty()));
    }

    /** Where calls of a group come in. It may be any place of the dialplan, so a number there must be one that could be dialed, too. */
    public Place entry(String userLoginId, String serverId, String context, String extension) {
        Optional<Refusal> refusal = NAME.matcher(extension).matches() ? Optional.empty() : number(userLoginId, serverId, extension).refusal();
        return refusal.map(Place::refused).orElseGet(() -> new Place(context + ',' + extension + ",1", Optional.empty()));
    }
}
