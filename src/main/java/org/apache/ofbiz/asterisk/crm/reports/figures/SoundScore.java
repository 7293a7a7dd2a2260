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

import java.util.Map;
import java.util.OptionalDouble;

/** Mean opinion scores of the sound at page phones, in hundredths: 100 to 450. Stateless. */
public final class SoundScore {

    /** Nobody hears anything better. */
    public static final long BEST = 450;
    /** Below it many listeners are dissatisfied (ITU-T G.107, annex B: R below 70); the bars of the page phone are two of four there. */
    public static final long BAD_BELOW = 360;
    private static final double HUNDREDTHS = 100;

    private SoundScore() {
    }

    /**
     * What is counted of one part.
     *
     * @param seconds that it lasted
     * @param score   mean
     * @param worst   of two seconds
     */
    public static Map<CallCount, Long> counts(long seconds, long score, long worst) {
        return Map.of(CallCount.SOUND_PARTS, 1L, CallCount.SOUND_TIME, seconds, CallCount.SOUND_SCORE, seconds * score,
                CallCount.BAD_SOUND, score < BAD_BELOW ? 1L : 0L, CallCount.WORST_SOUND, Math.max(0, BEST - worst));
    }

    /** As people know it, 1 to 4.5, in hundredths at most. */
    public static OptionalDouble of(OptionalDouble hundredths) {
        return hundredths.isEmpty() ? hundredths : OptionalDouble.of(Math.round(hundredths.getAsDouble()) / HUNDREDTHS);
    }
}
