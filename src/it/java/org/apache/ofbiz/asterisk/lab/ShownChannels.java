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
package org.apache.ofbiz.asterisk.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** What a PBX shows as its channels, asked by a client that stays logged in, since tests ask often. Thread-safe. */
final class ShownChannels implements AutoCloseable {

    private final AsteriskLab lab;
    /** Logged in at this very run of Asterisk. Guarded by this, as is the run. */
    private Optional<AmiProbe> client = Optional.empty();
    private String run = "";

    ShownChannels(AsteriskLab lab) {
        this.lab = lab;
    }

    synchronized List<AmiProbe.Message> now() {
        try {
            AmiProbe probe = client();
            String id = probe.act("CoreShowChannels").get("ActionID");
            probe.await(message -> message.isEvent("CoreShowChannelsComplete") && message.get("ActionID").equals(id));
            return probe.heard().stream().filter(message -> message.isEvent("CoreShowChannel") && message.get("ActionID").equals(id)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AmiProbe client() throws IOException {
        if (client.isEmpty() || !run.equals(lab.run())) {
            close();
            AsteriskLab.Ami ami = lab.ami("everything");
            AmiProbe probe = AmiProbe.connect(ami.host(), ami.port());
            client = Optional.of(probe);
            run = lab.run();
            probe.act("Login", "Username", ami.user(), "Secret", ami.secret(), "Events", "off");
        }
        return client.get();
    }

    @Override
    public synchronized void close() throws IOException {
        if (client.isPresent()) {
            client.get().close();
        }
        client = Optional.empty();
    }
}
