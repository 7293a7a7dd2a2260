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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.health.metrics.MetricFamily.Sample;
import org.apache.ofbiz.asterisk.health.metrics.MetricFamily.Type;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

    private static PrometheusReader written(MetricFamily... families) {
        return PrometheusReader.read(PrometheusText.write(List.of(families)));
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        PrometheusReader read = written(
                new MetricFamily("x_waiting", Type.GAUGE, "Callers", List.of(new Sample(Map.of("group", "SALES", "state", "A"), 3),
                        new Sample(Map.of("group", "SUPPORT", "state", "A"), 0.25))),
                new MetricFamily("x_lost_total", Type.COUNTER, "Lost", List.of(new Sample(Map.of(), 12_345_678_901L))));
        assertThat(read.value("x_waiting", "state", "A", "group", "SALES"), is(3.0));
        assertThat(read.value("x_waiting", "state", "A", "group", "SUPPORT"), is(0.25));
        assertThat(read.value("x_lost_total"), is(12_345_678_901.0));
        assertThat(read.type("x_lost_total") + read.type("x_waiting"), is("countergauge"));
    }

    @Test
    void aLabelCannotLeaveItsQuotes() {
        String evil = "a\"} 1\nx_lost_total 7\n# \\\"b\\n,c=\"";
        PrometheusReader read = written(new MetricFamily("x_waiting", Type.GAUGE, "a\\b\nx_lost_total 8",
                List.of(new Sample(Map.of("group", evil), 1))));
        assertThat(read.value("x_waiting", "group", evil), is(1.0));
        assertThat(read.names(), is(Set.of("x_waiting")));
    }

    @Test
    void numbersHaveNoOtherForms() {
        for (double number : List.of(0.0, -1.5, 1e-7, 1e15, 1e300, 0.1 + 0.2)) {
            assertThat(written(new MetricFamily("x", Type.GAUGE, "X", List.of(new Sample(Map.of(), number)))).value("x"), is(number));
        }
    }

    @Test
    void aFamilyWithoutSamplesIsLeftOut() {
        assertThat(PrometheusText.write(List.of(new MetricFamily("x", Type.GAUGE, "X", List.of()))), is(""));
    }

    @Test
    void theReaderIsStrict() {
        String good = "# HELP x X\n# TYPE x gauge\nx{a=\"1\"} 1\n";
        PrometheusReader.read(good);
        for (String bad : List.of(good.strip(), good + good, good + "x{a=\"1\"} 2\n", good + "y 1\n", good.replace("} 1", "} 1,5"),
                good.replace("gauge", "gauges"), good.replace("\"1\"", "1"), good.replace("1\"", "\\t\""), good.replace("# HELP x X\n", ""),
                good.replace("x", "x-y"), good.replace("gauge", "counter"), good + "\n")) {
            assertThrows(IllegalArgumentException.class, () -> PrometheusReader.read(bad), bad);
        }
    }
}
