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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.fixture.TestRules;
import org.apache.ofbiz.asterisk.call.ChannelCommand;
import org.apache.ofbiz.asterisk.setup.DialplanLines.Names;
import org.apache.ofbiz.asterisk.setup.DialplanLines.Place;
import org.apache.ofbiz.asterisk.setup.DialplanLines.Variant;
import org.junit.jupiter.api.Test;

/** The lines that an admin is told to add, word by word: they are pasted as they are. */
class SetupLinesTest {

    private static final Names NAMES = new Names("PJSIP", "provider", "ofbiz-waiting");

    @Test
    void theSectionOfTheUserIsCompleteAndLetsInOneAddressOnly() {
        assertThat(ManagerConf.section("ofbiz", "0123", "192.0.2.7"), is("""
                [ofbiz]
                secret = 0123
                deny = 0.0.0.0/0.0.0.0
                permit = 192.0.2.7/255.255.255.255
                read = system,call,agent,user,cdr,reporting
                write = system,call,originate,reporting,agent
                writetimeout = 5000
                """));
    }

    @Test
    void anAddressOfTheSixthVersionIsLetInAlone() {
        assertThat(ManagerConf.section("ofbiz", "0123", "2001:db8::7"), containsString("""
                deny = 0.0.0.0/0.0.0.0
                deny = ::/0
                permit = 2001:db8::7/128
                """));
    }

    @Test
    void theGeneralSectionListensPlainlyOrWithTls() {
        assertThat(ManagerConf.general("192.0.2.1", 5038, false), is("[general]\nenabled = yes\nbindaddr = 192.0.2.1\nport = 5038\n"));
        assertThat(ManagerConf.general("2001:db8::1", 5039, true), containsString("tlsenable = yes\ntlsbindaddr = [2001:db8::1]:5039\n"));
    }

    @Test
    void aPlainAsteriskGetsEachContext() {
        assertThat(lines(Place.INTERNAL, Variant.PLAIN, "internal"), is("""
                [internal]
                exten => _X.,1,Dial(PJSIP/${EXTEN},20,tT)
                 same => n,Hangup()
                """));
        assertThat(lines(Place.OUTBOUND, Variant.PLAIN, "ofbiz-outbound"), is("""
                [ofbiz-outbound]
                exten => _[+0-9]!,1,Dial(PJSIP/${EXTEN}@provider,30,tT)
                 same => n,Hangup()
                """));
        assertThat(lines(Place.CLAIM, Variant.PLAIN, "ofbiz-claim"), is("""
                [ofbiz-claim]
                exten => _X.,1,Set(OFBIZ_DEVICES=${PJSIP_DIAL_CONTACTS(${EXTEN})})
                 same => n,GotoIf($["${OFBIZ_DEVICES}" = ""]?nobody)
                 same => n,Dial(${OFBIZ_DEVICES},15,tTb(ofbiz-control^answer^1(${EXTEN})))
                 same => n(nobody),Goto(nobody,1)
                exten => elsewhere,1,Dial(Local/${OFBIZ_TARGET}@${OFBIZ_CONTEXT}/n,15,tT)
                 same => n,Goto(nobody,1)
                exten => nobody,1,GotoIf($["${OFBIZ_QUEUE}" = ""]?ofbiz-waiting,s,1)
                 same => n,Set(QUEUE_PRIO=10)
                 same => n,Goto(${OFBIZ_QUEUE})
                """));
        assertThat(lines(Place.WAITING, Variant.PLAIN, "ofbiz-waiting"), is("""
                [ofbiz-waiting]
                exten => s,1,Answer()
                 same => n,MusicOnHold(default,300)
                 same => n,Hangup()
                """));
    }

    @Test
    void anOlderChannelDriverDialsALineTheOtherWayRound() {
        assertThat(DialplanLines.lines(Place.OUTBOUND, Variant.PLAIN, "out", new Names("SIP", "provider", "w")).orElseThrow(),
                containsString("Dial(SIP/provider/${EXTEN},30,tT)"));
        assertThat(DialplanLines.lines(Place.CLAIM, Variant.PLAIN, "claim", new Names("SIP", "provider", "w")).orElseThrow(),
                containsString("Set(OFBIZ_DEVICES=SIP/${EXTEN})"));
    }

    @Test
    void freePbxHasPhonesAndRoutesOfItsOwnAndDialsAPhoneWithoutItsMailbox() {
        assertThat(DialplanLines.lines(Place.INTERNAL, Variant.FREEPBX, "from-internal", NAMES), is(Optional.empty()));
        assertThat(DialplanLines.lines(Place.OUTBOUND, Variant.FREEPBX, "from-internal", NAMES), is(Optional.empty()));
        assertThat(lines(Place.OUTBOUND, Variant.FREEPBX, "out"), containsString("Goto(from-internal,${EXTEN},1)"));
        assertThat(lines(Place.CLAIM, Variant.FREEPBX, "ofbiz-claim"), containsString("""
                exten => _X.,1,Set(OFBIZ_DEVICES=${DB(DEVICE/${EXTEN}/dial)})
                 same => n,ExecIf($["${OFBIZ_DEVICES:0:6}" = "PJSIP/"]?Set(OFBIZ_DEVICES=${PJSIP_DIAL_CONTACTS(${EXTEN})}))
                 same => n,GotoIf($["${OFBIZ_DEVICES}" = ""]?nobody)
                 same => n,Dial(${OFBIZ_DEVICES},15,tTb(ofbiz-control^answer^1(${EXTEN})))
                """));
    }

    /** The lab runs what admins of FreePBX are told to paste, so that its flows prove it. */
    @Test
    void theLabOfFreePbxHasTheseLines() throws IOException {
        String lab = Files.readString(Path.of("lab/freepbx/extensions_custom.conf")).replace("@RING_SECONDS@", "" + DialplanLines.CLAIM_RING_SECONDS);
        Names names = new Names("PJSIP", "trunk", "ofbiz-waiting");
        for (Place place : List.of(Place.CLAIM, Place.WAITING)) {
            String context = DialplanLines.usualName(place, Variant.FREEPBX);
            assertThat(lab, containsString(DialplanLines.lines(place, Variant.FREEPBX, context, names).orElseThrow()));
        }
    }

    @Test
    void bothLabsHaveTheLinesForCallsInHand() throws IOException {
        assertThat(Files.readString(Path.of("lab/freepbx/extensions_custom.conf")), containsString(DialplanLines.control()));
        assertThat(Files.readString(Path.of("lab/config/extensions.conf")), containsString(DialplanLines.control()));
        assertThat(Files.readString(Path.of("lab/freepbx/extensions_custom.conf")), containsString(OpeningHoursLines.context()));
        assertThat(Files.readString(Path.of("lab/config/extensions.conf")), containsString(OpeningHoursLines.context()));
        assertThat(Files.readString(Path.of("lab/freepbx/extensions_custom.conf")), containsString(ConsentLines.context()));
        assertThat(Files.readString(Path.of("lab/config/extensions.conf")), allOf(containsString(ConsentLines.context()), containsString(
                ConsentLines.ofGroup("FREE", "OBJECT", "consent", "9")), containsString(ConsentLines.ofGroup("TOLD", "ANNOUNCE", "consent", "9"))));
        assertThat(DialplanLines.control(), startsWith("[" + ChannelCommand.CONTEXT + "]"));
        for (ChannelCommand.Place place : ChannelCommand.Place.values()) {
            assertThat(DialplanLines.control(), containsString("exten => " + place.extension() + ",1,"));
        }
        for (ChannelCommand.Variable variable : ChannelCommand.Variable.values()) {
            assertThat(DialplanLines.control(), containsString("${" + variable.variableName() + "}"));
        }
    }

    @Test
    void aGroupWithoutAnAnnouncementOrWithoutLinesLetsCallsGoOn() throws IOException {
        assertThat(ConsentLines.ofGroup("SUPPORT", "NONE", "", ""), is("exten => SUPPORT,1,Return()\n"));
        assertThat(ConsentLines.check("SUPPORT"), is(
                " same => n,GosubIf($[${DIALPLAN_EXISTS(ofbiz-consent-groups,SUPPORT,1)}]?ofbiz-consent-groups,SUPPORT,1)\n"));
        assertThat(ConsentLines.context(), containsString(";" + ' ' + ConsentLines.check("GROUP")));
        for (String lab : List.of("lab/freepbx/extensions_custom.conf", "lab/config/extensions.conf")) {
            assertThat(lab, Files.readString(Path.of(lab)), containsString(ConsentLines.ofGroup("QUIET", "NONE", "", "") + ConsentLines.ofOthers()));
        }
        assertThat(Files.readString(Path.of("lab/config/extensions.conf")), containsString(ConsentLines.check("QUIET").trim().substring(11)));
    }

    @Test
    void whoRecordsInTheDialplanIsToldToAskFirst() throws IOException {
        String asks = "ExecIf($[\"${OFBIZ_RECORD}\" != \"no\"]?MixMonitor(/var/spool/asterisk/monitor/${UNIQUEID}.wav,b))";
        assertThat(ConsentLines.context(), allOf(containsString(";  same => n," + asks), containsString("Set(__OFBIZ_RECORD=no)")));
        for (String guide : List.of("docs/guide-admin.md", "docs/guide-freepbx.md")) {
            assertThat(guide, Files.readString(Path.of(guide)), containsString(asks));
        }
    }

    @Test
    void theClaimIsShorterThanTheGroupsRing() {
        assertThat(DialplanLines.CLAIM_RING_SECONDS < DialplanLines.GROUP_RING_SECONDS, is(true));
    }

    @Test
    void freePbxIsKnownByItsContextsAndWhatIsThereIsProposed() {
        List<String> free = List.of("from-internal", "from-internal-custom", "from-trunk");
        List<String> lab = List.of("claim", "from-trunk", "internal", "outbound", "waiting");
        assertThat(DialplanLines.variant(free), is(Variant.FREEPBX));
        assertThat(DialplanLines.variant(lab), is(Variant.PLAIN));
        assertThat(DialplanLines.guess(Place.OUTBOUND, free), is("from-internal"));
        assertThat(DialplanLines.guess(Place.CLAIM, free), is("ofbiz-claim"));
        assertThat(List.of(DialplanLines.guess(Place.INTERNAL, lab), DialplanLines.guess(Place.OUTBOUND, lab), DialplanLines.guess(Place.CLAIM, lab),
                DialplanLines.guess(Place.WAITING, lab)), is(List.of("internal", "outbound", "claim", "waiting")));
        assertThat(DialplanLines.guess(Place.OUTBOUND, List.of()), is("ofbiz-outbound"));
    }

    @Test
    void aServiceNumberWaitsWithOrWithoutAnEvent() {
        assertThat(DialplanLines.serviceNumber("from-trunk", "5000", "wait"),
                is("[from-trunk]\nexten => 5000,1,Answer()\n same => n,Goto(wait,s,1)\n"));
        assertThat(DialplanLines.serviceEvent("from-trunk", "5000", "wait", "InboundWaiting"),
                containsString(" same => n,UserEvent(InboundWaiting)\n same => n,Goto(wait,s,1)\n"));
    }

    @Test
    void aSecretIsLongAndNeverTheSame() {
        assertThat(NewSecret.make(), matchesPattern("[0-9a-f]{48}"));
        assertThat(NewSecret.make(), is(not(NewSecret.make())));
    }

    @Test
    void thePbxOnThisMachineSeesTheLoopbackAddress() {
        assertThat(OwnAddress.towards("127.0.0.1", 5038, TestRules.now().addresses()), is("127.0.0.1"));
        assertThat(OwnAddress.towards("", 5038, TestRules.now().addresses()), is("127.0.0.1"));
        assertThat(OwnAddress.towards("no such host.invalid", 5038, TestRules.now().addresses()), is("127.0.0.1"));
    }

    private static String lines(Place place, Variant variant, String context) {
        return DialplanLines.lines(place, variant, context, NAMES).orElseThrow();
    }
}
