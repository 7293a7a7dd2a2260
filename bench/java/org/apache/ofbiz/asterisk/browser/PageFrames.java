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
package org.apache.ofbiz.asterisk.browser;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * PageFrames of a page, by when each began.
 *
 * @param times ms since 1970, ascending
 */
record PageFrames(double[] times) {

    private static final String START = """
            const watch = { times: [], on: true };
            const next = window.bareFrame ?? window.requestAnimationFrame.bind(window);
            const frame = (at) => { watch.times.push(performance.timeOrigin + at); if (watch.on) { next(frame); } };
            window.frameWatch = watch;
            next(frame);
            """;

    /** Begins to count. */
    static void start(RemoteWebDriver page) {
        page.executeScript(START);
    }

    /** Those since the start. */
    static PageFrames stop(RemoteWebDriver page) {
        List<?> found = (List<?>) page.executeScript("window.frameWatch.on = false; return window.frameWatch.times");
        return new PageFrames(found.stream().mapToDouble(at -> ((Number) at).doubleValue()).toArray());
    }

    /** @param from ms since 1970, as {@code to} */
    PageFrames between(double from, double to) {
        double[] chosen = Arrays.stream(times).filter(at -> at >= from && at < to).toArray();
        if (chosen.length < 2) {
            throw new IllegalStateException("no frames");
        }
        return new PageFrames(chosen);
    }

    double perSecond() {
        return (times.length - 1) * 1000 / (times[times.length - 1] - times[0]);
    }

    double longest() {
        return IntStream.range(1, times.length).mapToDouble(i -> times[i] - times[i - 1]).max().orElseThrow();
    }
}
