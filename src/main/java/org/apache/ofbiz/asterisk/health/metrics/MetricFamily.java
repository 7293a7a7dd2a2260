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
package org.apache.ofbiz.asterisk.health.metrics;

import java.util.List;
import java.util.Map;

/**
 * One figure, of one thing or of several that labels tell apart.
 *
 * @param name letters, digits and underscores; that of a counter ends with {@code _total}
 * @param help what it is, in English
 */
public record MetricFamily(String name, Type type, String help, List<Sample> samples) {

    /** A COUNTER only grows until OFBiz is started again. */
    public enum Type {
        GAUGE, COUNTER
    }

    /** @param labels by name; none where there is one thing only */
    public record Sample(Map<String, String> labels, double value) {
        public Sample {
            labels = Map.copyOf(labels);
        }
    }

    public MetricFamily {
        samples = List.copyOf(samples);
    }
}
