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
package org.apache.ofbiz.asterisk.acd.board;

import java.time.Duration;
import java.util.Optional;

/**
 * How the service level of a group is counted: the one rule of the wallboard and of reports. Waits count in whole seconds, as rows of
 * calls and the queue_log have them.
 *
 * @param answerWithin calls answered within this time count as answered in time
 * @param shortAbandon who hangs up sooner is counted apart
 * @param formula      of which calls the share is taken
 */
public record ServiceRule(Duration answerWithin, Duration shortAbandon, ServiceLevelFormula formula) {

    /** The usual target: 80 percent within 20 seconds. */
    public static final Duration USUAL_TARGET = Duration.ofSeconds(20);
    /** The usual time in which callers notice that they dialed a wrong number. */
    public static final Duration USUAL_SHORT = Duration.ofSeconds(5);
    /** For groups that set nothing. */
    public static final ServiceRule USUAL = new ServiceRule(USUAL_TARGET, USUAL_SHORT, ServiceLevelFormula.USUAL);

    /** @param target what the group sets; empty for {@link #USUAL_TARGET} */
    public static ServiceRule of(Optional<Duration> target, Duration shortAbandon, ServiceLevelFormula formula) {
        return new ServiceRule(target.orElse(USUAL_TARGET), shortAbandon, formula);
    }

    /** Whether an answer after this wait counts as in time. */
    public boolean isInTime(Duration wait) {
        return wait.toSeconds() <= answerWithin.toSeconds();
    }

    /** Whether who hangs up after this wait is counted apart. */
    public boolean isShort(Duration wait) {
        return wait.toSeconds() < shortAbandon.toSeconds();
    }
}
