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
package org.apache.ofbiz.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.data.UnsupportedDescriptorException;
import org.apache.ofbiz.embedded.pbx.CustomerPhone;
import org.apache.ofbiz.embedded.pbx.SimulatedPbx;

/** Behind ./run: starts the host with a PBX, says in one line where it is, and runs until it is told to stop. */
public final class Main {

    /** With the port of the pages. */
    private static final String TALK_TO_YOURSELF = """
            Talk to yourself with a headset, in two tabs of one browser:
              1. the agent     http://127.0.0.1:%1$d/asterisk/control/console            log in as agent1001, password ofbiz; allow the microphone
              2. the customer  http://127.0.0.1:%1$d/telephone/control/customerPhone     press "Call the service number"; allow the microphone
            In the first tab, press Answer.""";

    private Main() { }

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // the component reports through Debug, not through slf4j
        if (!run(List.of(arguments), System.out, System.err)) {
            System.exit(1);
        }
    }

    /** False when nothing could be started; the reason is one line on {@code err}. */
    static boolean run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            serve(Options.parse(arguments), out);
            return true;
        } catch (IllegalArgumentException | IOException | UnsupportedDescriptorException e) {
            err.println("run: " + e.getMessage());
            return false;
        }
    }

    private static void serve(Options options, PrintStream out) throws IOException, InterruptedException {
        Instant begin = Instant.now();
        PbxChoice pbx = PbxChoice.open(options);
        EmbeddedHost host;
        try {
            host = EmbeddedHost.start(config(options, pbx));
        } catch (IOException | RuntimeException e) {
            close(pbx);
            throw e;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            host.close();
            close(pbx);
            stopped.countDown();
        }, "stop"));
        out.println(String.format(Locale.ROOT, "ready after %.1f s: http://127.0.0.1:%d/asterisk/control/main  log in as %s",
                Duration.between(begin, Instant.now()).toMillis() / 1000.0, host.port(),
                options.demo() ? "agent1001, agent1002, agent1003, supervisor or admin, password ofbiz" : "admin, password ofbiz"));
        if (options.demo() && pbx.customer().isPresent()) {
            out.println(String.format(Locale.ROOT, TALK_TO_YOURSELF, host.port()));
        }
        stopped.await();
    }

    private static void close(PbxChoice pbx) {
        try {
            pbx.close();
        } catch (IOException e) {
            Debug.logWarning(e, "The PBX did not stop cleanly", Main.class.getName());
        }
    }

    private static EmbeddedHost.Config config(Options options, PbxChoice pbx) {
        Map<String, Object> attributes = new HashMap<>();
        pbx.simulated().ifPresent(running -> attributes.put(SimulatedPbx.class.getName(), running));
        pbx.customer().ifPresent(phone -> attributes.put(CustomerPhone.class.getName(), phone));
        return EmbeddedHost.Config.of(options.dataFolder())
                .withPort(options.httpPort())
                .withReaders(options.demo() ? Set.of("seed", "seed-initial", "demo") : Set.of("seed", "seed-initial"))
                .withBeforeContainers(pbx::writeTo)
                .withAttributes(attributes);
    }
}
