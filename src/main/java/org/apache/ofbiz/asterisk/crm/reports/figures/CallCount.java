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
package org.apache.ofbiz.asterisk.crm.reports.figures;

import java.util.EnumSet;
import java.util.Set;

/**
 * One number that is counted of calls. Counts of several calls add up; the longest wait and the worst sound are those of one of them. Times are
 * seconds.
 */
public enum CallCount {
    /** Incoming calls, once for each group that the caller waited for; direct calls to a phone belong to no group. */
    OFFERED("offeredCount"),
    /** Offered calls that somebody of the group answered. */
    ANSWERED("answeredCount"),
    /** Answered calls that waited no longer than the target of the group. */
    IN_TIME("inTimeCount"),
    /** Offered calls whose caller gave up, after the limit for short abandons. */
    ABANDONED("abandonedCount"),
    /** Offered calls whose caller gave up before that limit. */
    SHORT_ABANDONED("shortAbandonedCount"),
    /** Offered calls that were neither answered nor abandoned: the queue gave up, voicemail, the caller was sent elsewhere. */
    UNSERVED("unservedCount"),
    /** Wait of the answered calls. */
    ANSWER_WAIT("answerWaitSeconds"),
    /** Wait of the abandoned calls, short ones not included. */
    ABANDON_WAIT("abandonWaitSeconds"),
    /** Longest wait of an offered call. */
    LONGEST_WAIT("longestWaitSeconds"),
    /** Talk time of the answered calls, holds included. */
    TALK("talkSeconds"),
    /** How much of the talk time the customer was on hold. */
    HOLD("holdSeconds"),
    /** Times that a phone of an agent rang, or could not be reached, and the agent did not answer. */
    MISSED_RING("missedRingCount"),
    /** Answered calls that were transferred, once each. */
    TRANSFERRED("transferredCount"),
    /** Calls with a recording, incoming and outgoing. */
    RECORDED("recordedCount"),
    /** Missed calls whose caller was talked to later. */
    CALLED_BACK("calledBackCount"),
    /** Outgoing calls. */
    OUTGOING("outgoingCount"),
    /** Outgoing calls that the other side answered. */
    OUTGOING_ANSWERED("outgoingAnsweredCount"),
    /** Talk time of outgoing calls. */
    OUTGOING_TALK("outgoingTalkSeconds"),
    /** Wrap-up of agents after calls of the group. */
    WRAP_UP("wrapUpSeconds"),
    /** How long agents were signed in, not paused, and neither talked nor were in wrap-up; of no group. */
    AVAILABLE_TIME("availableSeconds"),
    /** How long agents were paused; of no group. */
    PAUSED_TIME("pausedSeconds"),
    /** How long agents talked or were in wrap-up; of no group. */
    OCCUPIED_TIME("occupiedSeconds"),
    /** Parts in calls whose sound a page phone measured; of calls between colleagues, too. */
    SOUND_PARTS("soundPartCount"),
    /** How long that was. */
    SOUND_TIME("soundSeconds"),
    /** Scores in hundredths, each once for each of its seconds. */
    SOUND_SCORE("soundScoreSeconds"),
    /** Parts with a bad score. */
    BAD_SOUND("badSoundCount"),
    /** How far the worst two seconds were below the best score, in hundredths. */
    WORST_SOUND("worstSoundLoss");

    private static final Set<CallCount> OF_ONE = EnumSet.of(LONGEST_WAIT, WORST_SOUND);

    private final String field;

    CallCount(String field) {
        this.field = field;
    }

    /** Its column in the rows of sums. */
    public String field() {
        return field;
    }

    /** Of two numbers. */
    long join(long one, long other) {
        return OF_ONE.contains(this) ? Math.max(one, other) : one + other;
    }
}
