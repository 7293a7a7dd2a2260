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

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The lines of the dialplan that tell callers about being recorded before they reach a group, and take their key. The same for both dialplans. What
 * came of it is told by a UserEvent; a sound that isn't there tells nothing, and then OFBiz keeps no recording. Pure.
 */
public final class ConsentLines {

    /** Where calls are sent on their way to a group. */
    public static final String CONTEXT = "ofbiz-consent-groups";
    /** A name of a sound below the PBX's sounds: a path with two dots could play a recording, or somebody's voicemail, to anyone who calls. */
    public static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_-]{1,99}+(?:[./][A-Za-z0-9_-]{1,99}+){0,20}+");
    /** A key. */
    public static final Pattern KEY = Pattern.compile("[0-9]");

    private ConsentLines() {
    }

    /** The line before calls reach the group. Gosub alone would hang up where the context isn't there. */
    public static String check(String groupId) {
        String place = CONTEXT + ',' + groupId + ",1";
        return " same => n,GosubIf($[${DIALPLAN_EXISTS(" + place + ")}]?" + place + ")\n";
    }

    /**
     * What one group plays, in the context {@link #CONTEXT}.
     *
     * @param mode NONE, ANNOUNCE, OBJECT or ASK
     * @param key  not used for ANNOUNCE
     */
    public static String ofGroup(String groupId, String mode, String sound, String key) {
        if (mode.equals("NONE")) {
            return "exten => " + groupId + ",1,Return()\n";
        }
        String place = mode.toLowerCase(Locale.ROOT);
        return "exten => " + groupId + ",1,Gosub(ofbiz-consent," + place + ",1(" + sound + (place.equals("announce") ? "" : ',' + key) + "))\n"
                + " same => n,Return()\n";
    }

    /**
     * The end of the context {@link #CONTEXT}: calls of a group that was deleted or moved go on, also those of FreePBX's custom destinations, which
     * can't ask first. One character alone could be the extension of Asterisk for a hangup.
     */
    public static String ofOthers() {
        return "exten => _[0-9A-Za-z].,1,Return()\n";
    }

    /**
     * The context. Only the key ends the announcement, and it counts for 3 seconds after it. What the dialplan records of the channel stops. What
     * would begin later reads OFBIZ_RECORD, and on FreePBX REC_POLICY_MODE; a queue's monitor-format and FreePBX's "Force" read neither.
     */
    public static String context() {
        return """
                [ofbiz-consent]
                ; Consent to recording: where calls come in, before they reach the group, add
                ;  same => n,GosubIf($[${DIALPLAN_EXISTS(ofbiz-consent-groups,GROUP,1)}]?ofbiz-consent-groups,GROUP,1)
                ; What your own dialplan records of these calls, record after that line, and only so:
                ;  same => n,ExecIf($["${OFBIZ_RECORD}" != "no"]?MixMonitor(/var/spool/asterisk/monitor/${UNIQUEID}.wav,b))
                ; Set no monitor-format for their queues, and in FreePBX never "Force".
                exten => announce,1,Answer()
                 same => n,Wait(0.5)
                 same => n,Playback(${ARG1})
                 same => n,GotoIf($["${PLAYBACKSTATUS}" != "SUCCESS"]?unrecorded,1)
                 same => n,UserEvent(OfbizConsent,Consent: announced)
                 same => n,Return()
                exten => object,1,Gosub(key,1(${ARG1},${ARG2}))
                 same => n,GotoIf($["${GOSUB_RETVAL}" = "pressed"]?objects)
                 same => n,GotoIf($["${GOSUB_RETVAL}" != "heard"]?unrecorded,1)
                 same => n,UserEvent(OfbizConsent,Consent: announced)
                 same => n,Return()
                 same => n(objects),UserEvent(OfbizConsent,Consent: objected)
                 same => n,Goto(unrecorded,1)
                exten => ask,1,Gosub(key,1(${ARG1},${ARG2}))
                 same => n,GotoIf($["${GOSUB_RETVAL}" = "pressed"]?agrees)
                 same => n,UserEvent(OfbizConsent,Consent: no-key)
                 same => n,Goto(unrecorded,1)
                 same => n(agrees),UserEvent(OfbizConsent,Consent: agreed)
                 same => n,Return()
                exten => key,1,Answer()
                 same => n,Wait(0.5)
                 same => n,ControlPlayback(${ARG1},1,,,${ARG2})
                 same => n,GotoIf($["${CPLAYBACKSTATUS}" = "USERSTOPPED"]?pressed)
                 same => n,GotoIf($["${CPLAYBACKSTATUS}" != "SUCCESS"]?failed)
                 same => n,Read(OFBIZ_KEY,,1,,1,3)
                 same => n,GotoIf($["${OFBIZ_KEY}" = "${ARG2}"]?pressed)
                 same => n,Return(heard)
                 same => n(pressed),Return(pressed)
                 same => n(failed),Return(failed)
                exten => unrecorded,1,Set(__OFBIZ_RECORD=no)
                 same => n,Set(__REC_POLICY_MODE=NEVER)
                 same => n,StopMixMonitor()
                 same => n,Return()
                """;
    }
}
