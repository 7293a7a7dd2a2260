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

/**
 * A limit for a figure of a group, with hysteresis: a level begins when the figure reaches its limit, and ends when the figure is better than the
 * limit by a tenth, at least by one. So a figure that swings around its limit raises one alarm, not many. Immutable.
 *
 * @param warning where the figure is to be seen; negative for never
 * @param alarm   where somebody is to act; negative for never
 */
public record Alarm(Figure figure, long warning, long alarm) {

    private static final long TENTH = 10;

    /** What can have a limit. */
    public enum Figure {
        /** Callers that wait. */
        WAITING(true),
        /** Seconds that the first of them has waited. */
        LONGEST_WAIT(true),
        /** Percent of the last half hour. */
        SERVICE_LEVEL(false),
        /** Percent of the last half hour. */
        ABANDONED(true),
        /** Agents that are available. */
        AVAILABLE(false);

        private final boolean moreIsWorse;

        Figure(boolean moreIsWorse) {
            this.moreIsWorse = moreIsWorse;
        }
    }

    /** How bad it is. */
    public enum Level {
        NONE, WARNING, ALARM
    }

    /** @param before the level until now */
    public Level next(Level before, long value) {
        if (holds(alarm, before == Level.ALARM, value)) {
            return Level.ALARM;
        }
        return holds(warning, before != Level.NONE, value) ? Level.WARNING : Level.NONE;
    }

    private boolean holds(long limit, boolean already, long value) {
        if (limit < 0) {
            return false;
        }
        long margin = already ? Math.max(1, limit / TENTH) : 0;
        boolean reached = figure.moreIsWorse ? value >= limit : value <= limit;
        return reached || (figure.moreIsWorse ? value > limit - margin : value < limit + margin);
    }
}
