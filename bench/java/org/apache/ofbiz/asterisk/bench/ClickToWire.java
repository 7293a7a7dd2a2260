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
package org.apache.ofbiz.asterisk.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.ofbiz.asterisk.fixture.Host;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.apache.ofbiz.asterisk.fixture.RefusedCalls;
import org.apache.ofbiz.asterisk.fixture.WebClient;
import org.apache.ofbiz.asterisk.lab.AsteriskLab;

/**
 * From the POST of a click until the bytes of its Originate are at the PBX, which is scripted here and says at once that the phone could
 * not be rung, so that the next click finds the user free. Beside it a GET of a static file of the same host by the same client. The
 * harness {@code click}.
 */
public final class ClickToWire {

    private static final int WARM_UP = 200;
    private static final int CLICKS = 500;
    private static final String USER = "agent1001";

    private ClickToWire() {
    }

    /** Runs, prints, and throws when a click did not arrive. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "click-");
        try (PbxPlayer pbx = RefusedCalls.start();
                Host host = Host.start(data, database -> {
                    Host.pbx(database, new AsteriskLab.Ami("127.0.0.1", pbx.port(), "ofbiz", "secret"), data);
                    database.setting("callsPerHour", "100000");
                    database.setting("chargedCallsPerHour", "100000");
                })) {
            host.awaitConnected();
            WebClient browser = new WebClient(host.base());
            browser.get("/asterisk/control/main");
            String token = WebClient.meta(browser.login("/asterisk", USER, "ofbiz").body(), "csrf-token");
            Runnable click = () -> {
                HttpResponse<String> answer = browser.postByScript(token, "/asterisk/control/originateCall", Map.of("number", "+37255512345"));
                if (answer.statusCode() != 200) {
                    throw new IllegalStateException("answered " + answer.statusCode() + ": " + answer.body());
                }
            };
            long[] bare = new long[CLICKS];
            long[] wire = new long[CLICKS];
            long[] answered = new long[CLICKS];
            for (int i = -WARM_UP; i < CLICKS; i++) {
                long get = System.nanoTime();
                HttpResponse<String> file = browser.get("/asterisk/css/console.css");
                long post = System.nanoTime();
                click.run();
                long done = System.nanoTime();
                long arrived = pbx.received("Originate").at();
                if (i >= 0) {
                    bare[i] = post - get;
                    wire[i] = arrived - post;
                    answered[i] = done - post;
                }
                if (file.statusCode() != 200) {
                    throw new IllegalStateException("the static file is not there: " + file.statusCode());
                }
            }
            print(bare, wire, answered);
        }
    }

    private static void print(long[] bare, long[] wire, long[] answered) {
        Arrays.sort(bare);
        Arrays.sort(wire);
        Arrays.sort(answered);
        Table table = new Table("click", "From the click to the wire, " + CLICKS + " clicks, one after the other", "what", "p50", "p99",
                "p50 / GET", "p99 / GET");
        row(table, "GET of a static file of the same host", bare, bare);
        row(table, "POST originateCall until Originate is at the PBX", wire, bare);
        row(table, "POST originateCall until its answer is here", answered, bare);
        table.print();
    }

    private static void row(Table table, String what, long[] times, long[] beside) {
        table.row(what, Table.time(Table.percentile(times, 0.5)), Table.time(Table.percentile(times, 0.99)),
                (double) Table.percentile(times, 0.5) / Table.percentile(beside, 0.5),
                (double) Table.percentile(times, 0.99) / Table.percentile(beside, 0.99));
    }
}
