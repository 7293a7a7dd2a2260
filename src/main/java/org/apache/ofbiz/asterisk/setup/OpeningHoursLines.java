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

/**
 * The lines of the dialplan that decide by the hours in the PBX's own database (HoursOnPbx) whether a call reaches a group. The same for both
 * dialplans. Pure.
 */
public final class OpeningHoursLines {

    /** The context. */
    public static final String CONTEXT = "ofbiz-hours";
    /** UserEvent for a caller who is to be called back. */
    public static final String CALLBACK_EVENT = "OfbizCallback";

    private OpeningHoursLines() {
    }

    /** The line before calls reach the group. */
    public static String check(String groupId) {
        return " same => n,Gosub(" + CONTEXT + "," + groupId + ",1)\n";
    }

    /**
     * The context. A group without hours is open. The second argument of a call of it, seconds since 1970, is the moment to decide for; without it,
     * now. Times have a 1 before them, since 0900 wouldn't be compared as a number. A group that calls go on to has its hours asked, too, three
     * groups deep.
     */
    public static String context() {
        return """
                [ofbiz-hours]
                ; Opening hours: where calls come in, before they reach the group, add
                ;  same => n,Gosub(ofbiz-hours,GROUP,1)
                exten => _[A-Za-z0-9]!,1,Set(LOCAL(hours)=OFBIZ_HOURS/${EXTEN}/${DB(OFBIZ_HOURS/${EXTEN}/current)})
                 same => n,Set(LOCAL(zone)=${DB(${hours}/zone)})
                 same => n,GotoIf($["${zone}" = ""]?open)
                 same => n,Set(LOCAL(now)=${IF($["${ARG1}" = ""]?${EPOCH}:${ARG1})})
                 same => n,GotoIf($[0${DB(${hours}/until)} <= ${now}]?clock)
                 same => n,GotoIf($["${DB(${hours}/forced)}" = "open"]?open:closed)
                 same => n(clock),Set(LOCAL(time)=1${STRFTIME(${now},${zone},%H%M)})
                 same => n,Set(LOCAL(ranges)=${DB(${hours}/${STRFTIME(${now},${zone},%Y-%m-%d)})})
                 same => n,ExecIf($["${ranges}" = ""]?Set(LOCAL(ranges)=${DB(${hours}/${STRFTIME(${now},${zone},%u)})}))
                 same => n(next),GotoIf($["${ranges}" = "" | "${ranges}" = "closed"]?closed)
                 same => n,Set(LOCAL(range)=${CUT(ranges,&,1)})
                 same => n,Set(LOCAL(ranges)=${CUT(ranges,&,2-)})
                 same => n,GotoIf($[${time} >= 1${CUT(range,-,1)} & ${time} < 1${CUT(range,-,2)}]?open:next)
                 same => n(open),Return()
                 same => n(closed),Set(OFBIZ_CLOSED=${EXTEN})
                 same => n,Set(OFBIZ_AWAY=${DB(${hours}/action)})
                 same => n,Set(OFBIZ_AWAY_TARGET=${DB(${hours}/target)})
                 same => n,Set(OFBIZ_AWAY_GROUP=${DB(${hours}/group)})
                 same => n,Set(OFBIZ_AWAY_SOUND=${DB(${hours}/sound)})
                 same => n,UserEvent(OfbizClosed,Group: ${EXTEN})
                 same => n,StackPop()
                 same => n,GotoIf($["${OFBIZ_AWAY_SOUND}" = ""]?away)
                 same => n,Answer()
                 same => n,Wait(0.5)
                 same => n,Playback(${OFBIZ_AWAY_SOUND})
                 same => n(away),GotoIf($["${OFBIZ_AWAY}" = "VOICEMAIL"]?voicemail)
                 same => n,GotoIf($["${OFBIZ_AWAY}" = "CALLBACK"]?callback)
                 same => n,GotoIf($["${OFBIZ_AWAY}" = "MESSAGE"]?message)
                 same => n,Set(OFBIZ_AWAY_HOPS=$[0${OFBIZ_AWAY_HOPS} + 1])
                 same => n,GotoIf($[${OFBIZ_AWAY_HOPS} > 3]?message)
                 same => n,GotoIf($["${OFBIZ_AWAY}" = "PLACE"]?place)
                 same => n,Gosub(ofbiz-hours,${OFBIZ_AWAY_GROUP},1)
                 same => n,Answer()
                 same => n,Queue(${OFBIZ_AWAY_TARGET},tT)
                 same => n,Hangup()
                 same => n(place),Goto(${OFBIZ_AWAY_TARGET})
                 same => n(voicemail),VoiceMail(${OFBIZ_AWAY_TARGET},u)
                 same => n,Hangup()
                 same => n(callback),UserEvent(OfbizCallback,Group: ${EXTEN},Number: ${FILTER(0-9+,${CALLERID(num)})})
                 same => n(message),Hangup()
                """;
    }
}
