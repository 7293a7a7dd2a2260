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
package org.apache.ofbiz.asterisk.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A message broker, ActiveMQ Artemis, as OFBiz clusters have one; on loopback, and on the same port after each start. Not thread-safe. */
final class Artemis implements AutoCloseable {

    private final int port;
    private EmbeddedActiveMQ broker;

    private Artemis(int port) {
        this.port = port;
    }

    static Artemis start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Artemis artemis = new Artemis(free.getLocalPort());
            free.close();
            artemis.startAgain();
            return artemis;
        }
    }

    void startAgain() {
        try {
            broker = new EmbeddedActiveMQ();
            broker.setConfiguration(new ConfigurationImpl().setPersistenceEnabled(false).setSecurityEnabled(false)
                    .addAcceptorConfiguration("tcp", url()));
            broker.start();
        } catch (Exception e) { // as it is declared
            throw new IllegalStateException(e);
        }
    }

    void stop() {
        try {
            broker.stop();
        } catch (Exception e) { // as it is declared
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** Messages that it has passed on since it started: each to one node. */
    long messages() {
        return broker.getActiveMQServer().getTotalMessagesAcknowledged();
    }

    /** What an admin writes, into this folder. */
    Path configuration(Path folder) {
        return configuration(folder, url());
    }

    /** The same for a broker at this address. */
    static Path configuration(Path folder, String url) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("jndiservers.xml"), """
                    <jndi-config><jndi-server name="artemis" context-provider-url="%s"
                        initial-context-factory="org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory"/></jndi-config>
                    """.formatted(url));
            Files.writeString(folder.resolve("serviceengine.xml"), """
                    <service-config><service-engine name="default"><jms-service name="asteriskNodes">
                        <server jndi-server-name="artemis" jndi-name="ConnectionFactory" topic-queue="dynamicTopics/asterisk.nodes"
                            type="topic" listen="false"/></jms-service></service-engine></service-config>
                    """);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
