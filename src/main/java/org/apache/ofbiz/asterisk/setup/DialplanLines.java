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

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The lines of the dialplan that a PBX lacks, ready to paste. A plain Asterisk keeps them in extensions.conf; FreePBX writes that file
 * itself, leaves extensions_custom.conf to the admin, and has outgoing calls and calls between phones ready in from-internal. Pure.
 */
public final class DialplanLines {

    /** Shorter than the ring timeout of a group that the wizard makes: the caller is back before the claim is given up. */
    static final int CLAIM_RING_SECONDS = 15;
    /** Ring timeout of a group that the wizard makes. */
    public static final int GROUP_RING_SECONDS = 20;
    /** Where FreePBX has its queues; the number of one is its name. */
    public static final String FREEPBX_QUEUES = "ext-queues";
    private static final String FREEPBX_INTERNAL = "from-internal";
    /** All that are registered; nothing where none is. */
    private static final String PJSIP_DEVICES = "${PJSIP_DIAL_CONTACTS(${EXTEN})}";

    /** What a context is for. */
    public enum Place {
        INTERNAL, OUTBOUND, CLAIM, WAITING
    }

    /** Who writes the dialplan. */
    public enum Variant {
        PLAIN("extensions.conf"), FREEPBX("extensions_custom.conf");

        private final String file;

        Variant(String file) {
            this.file = file;
        }

        /** File below /etc/asterisk that the lines belong in. */
        public String file() {
            return file;
        }
    }

    /**
     * What the lines lead to.
     *
     * @param technology of the phones, e.g. PJSIP
     * @param trunk      the line by which calls go out
     * @param waiting    context in which callers wait
     */
    public record Names(String technology, String trunk, String waiting) {
    }

    private DialplanLines() {
    }

    /** The variant that a dialplan with these contexts is of. */
    public static Variant variant(Iterable<String> contexts) {
        for (String context : contexts) {
            if (context.equals("from-internal-custom") || context.equals("from-internal-xfer")) {
                return Variant.FREEPBX;
            }
        }
        return Variant.PLAIN;
    }

    /** The name that a context of this kind gets where there is none. */
    public static String usualName(Place place, Variant variant) {
        return switch (place) {
        case INTERNAL -> variant == Variant.FREEPBX ? FREEPBX_INTERNAL : "internal";
        case OUTBOUND -> variant == Variant.FREEPBX ? FREEPBX_INTERNAL : "ofbiz-outbound";
        case CLAIM -> "ofbiz-claim";
        case WAITING -> "ofbiz-waiting";
        };
    }

    /** The context that is most likely meant for this place; what it is usually called where the dialplan has none. */
    public static String guess(Place place, Collection<String> contexts) {
        List<String> known = switch (place) {
        case INTERNAL -> List.of("internal", FREEPBX_INTERNAL, "phones", "default");
        case OUTBOUND -> List.of("ofbiz-outbound", "outbound", FREEPBX_INTERNAL);
        case CLAIM -> List.of("ofbiz-claim", "claim");
        case WAITING -> List.of("ofbiz-waiting", "waiting");
        };
        return known.stream().filter(contexts::contains).findFirst().orElseGet(() -> usualName(place, variant(contexts)));
    }

    /** The context with this name; empty where the variant has it without our help. */
    public static Optional<String> lines(Place place, Variant variant, String context, Names names) {
        boolean ready = variant == Variant.FREEPBX && context.equals(FREEPBX_INTERNAL);
        String body = variant == Variant.FREEPBX ? ofFreePbx(place, names) : ofPlain(place, names);
        return ready ? Optional.empty() : Optional.of("[" + context + "]\n" + body);
    }

    private static String ofPlain(Place place, Names names) {
        return switch (place) {
        case INTERNAL -> "exten => _X.,1,Dial(" + names.technology() + "/${EXTEN},20,tT)\n same => n,Hangup()\n";
        case OUTBOUND -> "exten => _[+0-9]!,1,Dial(" + lineOut(names) + ",30,tT)\n same => n,Hangup()\n";
        case CLAIM -> claim("exten => _X.,1,Set(OFBIZ_DEVICES=" + devices(names) + ")\n", names);
        case WAITING -> waiting();
        };
    }

    /** Phones are dialed by FreePBX's own table of devices, since its from-internal would let a mailbox answer the claim. */
    private static String ofFreePbx(Place place, Names names) {
        return switch (place) {
        case INTERNAL, OUTBOUND -> "exten => _[+0-9]!,1,Goto(" + FREEPBX_INTERNAL + ",${EXTEN},1)\n";
        case CLAIM -> claim("exten => _X.,1,Set(OFBIZ_DEVICES=${DB(DEVICE/${EXTEN}/dial)})\n"
                + " same => n,ExecIf($[\"${OFBIZ_DEVICES:0:6}\" = \"PJSIP/\"]?Set(OFBIZ_DEVICES=" + PJSIP_DEVICES + "))\n", names);
        case WAITING -> waiting();
        };
    }

    private static String devices(Names names) {
        return names.technology().equals("PJSIP") ? PJSIP_DEVICES : names.technology() + "/${EXTEN}";
    }

    private static String lineOut(Names names) {
        return names.technology().equals("PJSIP") ? "PJSIP/${EXTEN}@" + names.trunk() : names.technology() + "/" + names.trunk() + "/${EXTEN}";
    }

    /**
     * Rings the devices. Nobody there: a caller who was taken out of a queue goes back to where the dialplan runs Queue (the connection sets
     * the variable before the redirect), before those who came later; any other caller waits again. Dial without a device would hang up. A number
     * outside at which an agent works today is rung as phones dial it, and keeps its Local channel, which says whose it is.
     */
    private static String claim(String devices, Names names) {
        return devices + " same => n,GotoIf($[\"${OFBIZ_DEVICES}\" = \"\"]?nobody)\n"
                + " same => n,Dial(${OFBIZ_DEVICES}," + CLAIM_RING_SECONDS + ",tTb(ofbiz-control^answer^1(${EXTEN})))\n"
                + " same => n(nobody),Goto(nobody,1)\n"
                + "exten => elsewhere,1,Dial(Local/${OFBIZ_TARGET}@${OFBIZ_CONTEXT}/n," + CLAIM_RING_SECONDS + ",tT)\n"
                + " same => n,Goto(nobody,1)\n"
                + "exten => nobody,1,GotoIf($[\"${OFBIZ_QUEUE}\" = \"\"]?" + names.waiting() + ",s,1)\n"
                + " same => n,Set(QUEUE_PRIO=10)\n"
                + " same => n,Goto(${OFBIZ_QUEUE})\n";
    }

    private static String waiting() {
        return "exten => s,1,Answer()\n same => n,MusicOnHold(default,300)\n same => n,Hangup()\n";
    }

    /**
     * The context in which commands hold calls, consult, join three and pick up, the same everywhere; it also tells a
     * phone to answer a claim, gives a call back to a phone in a page that was away, signs agents in at phones and
     * calls them by number. Dial's option g keeps the phone of
     * anyone who consults when nobody answers.
     */
    public static String control() {
        return """
                [ofbiz-control]
                exten => hold,1,MusicOnHold(default,7200)
                 same => n,Hangup()
                exten => agent,1,Wait(7200)
                 same => n,Hangup()
                exten => consult,1,Dial(Local/${OFBIZ_TARGET}@${OFBIZ_CONTEXT},60,g)
                 same => n,GotoIf($["${OFBIZ_KEEP}" = "yes"]?agent,1)
                 same => n,Hangup()
                exten => conference,1,Set(CONFBRIDGE(user,quiet)=yes)
                 same => n,ConfBridge(${OFBIZ_ROOM})
                 same => n,Hangup()
                exten => pickup,1,PickupChan(${OFBIZ_PICKUP})
                 same => n,Hangup()
                exten => back,1,Dial(${OFBIZ_PHONE},20,tTb(ofbiz-control^answer^1(${OFBIZ_PHONE})))
                 same => n,Goto(hold,1)
                exten => answer,1,GotoIf($["${OFBIZ_ANSWER}" != "${ARG1}"]?ring)
                 same => n,GotoIf($["${CHANNEL(channeltype)}" = "SIP"]?sip)
                 same => n,Set(PJSIP_HEADER(add,${OFBIZ_ANSWER_HEADER})=${OFBIZ_ANSWER_VALUE})
                 same => n(ring),Return()
                 same => n(sip),Set(SIPADDHEADER=${OFBIZ_ANSWER_HEADER}: ${OFBIZ_ANSWER_VALUE})
                 same => n,Return()
                """ + agentsByNumber();
    }

    private static String agentsByNumber() {
        return """
                ; Sign-in by telephone: where phones dial from, add
                ; exten => *44,1,Goto(ofbiz-control,signin,1)
                ; exten => *45,1,Goto(ofbiz-control,signout,1)
                exten => signin,1,Answer()
                 same => n,Set(OFBIZ_TRIES=0)
                 same => n,Read(OFBIZ_AGENT,agent-user,10,,1,10)
                 same => n(pin),Read(OFBIZ_PIN,agent-pass,10,,1,10)
                 same => n,Set(OFBIZ_RESULT=)
                 same => n,UserEvent(OfbizSignIn,Agent: ${FILTER(0-9,${OFBIZ_AGENT})},Pin: ${FILTER(0-9,${OFBIZ_PIN})})
                 same => n,Gosub(result,1)
                 same => n,GotoIf($["${OFBIZ_RESULT}" = "in"]?in)
                 same => n,GotoIf($["${OFBIZ_RESULT}" = "taken"]?taken)
                 same => n,Set(OFBIZ_TRIES=$[${OFBIZ_TRIES} + 1])
                 same => n,GotoIf($[${OFBIZ_TRIES} > 2]?bye)
                 same => n,Read(OFBIZ_AGENT,agent-incorrect,10,,1,10)
                 same => n,Goto(pin)
                 same => n(in),Playback(agent-loginok)
                 same => n,Hangup()
                 same => n(taken),Playback(agent-alreadyon)
                 same => n(bye),Playback(vm-goodbye)
                 same => n,Hangup()
                exten => signout,1,Answer()
                 same => n,Set(OFBIZ_RESULT=)
                 same => n,UserEvent(OfbizSignOut)
                 same => n,Gosub(result,1)
                 same => n,GotoIf($["${OFBIZ_RESULT}" = "out"]?out)
                 same => n,Playback(vm-goodbye)
                 same => n,Hangup()
                 same => n(out),Playback(agent-loggedoff)
                 same => n,Hangup()
                ; Calls to an agent by number, wherever they work: where phones dial from, add
                ; exten => _*48X!,1,Set(OFBIZ_AGENT=${EXTEN:3})
                ;  same => n,Goto(ofbiz-control,callagent,1)
                exten => callagent,1,Set(OFBIZ_RESULT=)
                 same => n,UserEvent(OfbizCallAgent,Agent: ${FILTER(0-9,${OFBIZ_AGENT})})
                 same => n,Gosub(result,1)
                 same => n,GotoIf($["${OFBIZ_RESULT}" = "call"]?${OFBIZ_CONTEXT},${OFBIZ_TARGET},1)
                 same => n,GotoIf($["${OFBIZ_RESULT}" = "elsewhere"]?elsewhere)
                 same => n,Answer()
                 same => n,Playback(${IF($["${OFBIZ_RESULT}" = "none"]?pbx-invalid:vm-nobodyavail)})
                 same => n,Hangup()
                 same => n(elsewhere),Dial(Local/${OFBIZ_TARGET}@${OFBIZ_CONTEXT}/n,60,tT)
                 same => n,Hangup()
                exten => result,1,Set(OFBIZ_WAITED=0)
                 same => n(wait),Wait(0.5)
                 same => n,Set(OFBIZ_WAITED=$[${OFBIZ_WAITED} + 1])
                 same => n,GotoIf($["${OFBIZ_RESULT}" = "" & ${OFBIZ_WAITED} < 20]?wait)
                 same => n,Return()
                """;
    }

    /** How a call to a service number comes to wait, on a plain Asterisk. */
    public static String serviceNumber(String context, String number, String waiting) {
        return "[" + context + "]\nexten => " + number + ",1,Answer()\n same => n,Goto(" + waiting + ",s,1)\n";
    }

    /** The same, and the group hears of it by an event of this name, wherever the call came from. */
    public static String serviceEvent(String context, String number, String waiting, String event) {
        return "[" + context + "]\nexten => " + number + ",1,Answer()\n same => n,UserEvent(" + event + ")\n same => n,Goto(" + waiting + ",s,1)\n";
    }
}
