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
package org.apache.ofbiz.asterisk.crm.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Map;
import org.apache.ofbiz.entity.GenericValue;

/** Counts scores. Pure. */
public final class Score {

    private static final int DECIMALS = 2;
    private static final double HUNDRED = 100;

    private Score() {
    }

    /** How a question is answered. */
    public enum Kind {
        /** 1 is the worst, 5 the best. */
        SCALE(1, 5),
        /** 0 is no, 1 is yes. */
        YES_NO(0, 1);

        private final int least;
        private final int most;

        Kind(int least, int most) {
            this.least = least;
            this.most = most;
        }

        public int least() {
            return least;
        }

        public int most() {
            return most;
        }

        /** From 0 for the worst to 1 for the best. */
        double share(long points) {
            return (points - least) / (double) (most - least);
        }

        /** SCALE for what is no kind. */
        public static Kind of(GenericValue question) {
            return Arrays.stream(values()).filter(kind -> kind.name().equals(question.getString("questionKind"))).findFirst().orElse(SCALE);
        }
    }

    /**
     * The mean of the answers by the weights of their questions, from 0 to 100.
     *
     * @param answers points by question, of which at least one weighs something
     */
    static BigDecimal percent(Map<GenericValue, Long> answers) {
        double weights = answers.keySet().stream().mapToLong(question -> question.getLong("weight")).sum();
        double sum = answers.entrySet().stream()
                .mapToDouble(answer -> answer.getKey().getLong("weight") * Kind.of(answer.getKey()).share(answer.getValue())).sum();
        return BigDecimal.valueOf(HUNDRED * sum / weights).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
