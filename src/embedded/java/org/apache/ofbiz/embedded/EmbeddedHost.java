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
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.ofbiz.base.container.ContainerException;
import org.apache.ofbiz.embedded.control.TomcatHost;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.service.LocalDispatcher;

/** The embedded host: Derby, the engines, Tomcat, and the components on them. One at a time in a JVM. */
public final class EmbeddedHost implements AutoCloseable {

    private final Backend backend;
    private final TomcatHost tomcat;

    /**
     * @param httpPort         0 for a free one
     * @param dataFolder       keeps the database between starts; made where it is missing
     * @param readers          which data files to load: seed, seed-initial, demo, ext
     * @param componentFolders host components first, since later ones build on earlier ones
     * @param attributes       further attributes of every servlet context
     * @param beforeContainers gets the loaded database before the components' containers start
     */
    public record Config(int httpPort, String address, Path dataFolder, Set<String> readers, List<Path> componentFolders,
                         Consumer<Delegator> beforeContainers, Map<String, Object> attributes) {

        /** The component of this folder on the loopback address, with its demo data. */
        public static Config of(Path dataFolder) {
            return new Config(0, "127.0.0.1", dataFolder, Set.of("seed", "seed-initial", "demo"), EmbeddedHost.componentFolders(Path.of("")),
                    delegator -> { }, Map.of());
        }

        public Config withPort(int port) {
            return new Config(port, address, dataFolder, readers, componentFolders, beforeContainers, attributes);
        }

        public Config withReaders(Set<String> names) {
            return new Config(httpPort, address, dataFolder, names, componentFolders, beforeContainers, attributes);
        }

        public Config withComponentFolders(List<Path> folders) {
            return new Config(httpPort, address, dataFolder, readers, folders, beforeContainers, attributes);
        }

        public Config withBeforeContainers(Consumer<Delegator> preparation) {
            return new Config(httpPort, address, dataFolder, readers, componentFolders, preparation, attributes);
        }

        public Config withAttributes(Map<String, Object> more) {
            return new Config(httpPort, address, dataFolder, readers, componentFolders, beforeContainers, Map.copyOf(more));
        }
    }

    private EmbeddedHost(Backend backend, TomcatHost tomcat) {
        this.backend = backend;
        this.tomcat = tomcat;
    }

    /** The host's own components under src/embedded/ofbiz, and the component whose root this is before those that sell to its demo customers. */
    public static List<Path> componentFolders(Path root) {
        Path own = root.toAbsolutePath().normalize();
        Path host = own.resolve("src/embedded/ofbiz");
        return Stream.of(Stream.of("datamodel", "widget", "common", "commonext", "party", "telephone").map(host::resolve), Stream.of(own),
                Stream.of("order", "accounting", "workeffort").map(host::resolve)).flatMap(components -> components).toList();
    }

    /**
     * Starts everything, or nothing.
     *
     * @throws IOException when the port is taken or the folder cannot be written; the message says which
     * @throws org.apache.ofbiz.embedded.data.UnsupportedDescriptorException when a descriptor uses what this host lacks
     */
    public static EmbeddedHost start(Config config) throws IOException {
        requireWritable(config.dataFolder());
        requireFree(config.address(), config.httpPort());
        System.setProperty("ofbiz.home", home(config.dataFolder()).toString()); // as OFBiz's own start does
        Backend backend = Backend.start(config.dataFolder(), config.componentFolders(), config.readers());
        boolean started = false;
        try {
            TomcatHost tomcat = TomcatHost.start(backend, config.address(), config.httpPort(), config.dataFolder().resolve("tomcat"),
                    config.attributes());
            config.beforeContainers().accept(backend.delegator());
            backend.startContainers();
            started = true;
            return new EmbeddedHost(backend, tomcat);
        } catch (ContainerException e) {
            throw new IOException("a container did not start", e);
        } finally {
            if (!started) {
                backend.close();
            }
        }
    }

    /** A data folder of the name that OFBiz gives it stands in the home folder; another one is a home of its own. */
    private static Path home(Path dataFolder) {
        Path folder = dataFolder.toAbsolutePath().normalize();
        return folder.endsWith("runtime") ? folder.getParent() : folder;
    }

    private static void requireWritable(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".probe"));
        } catch (IOException e) {
            throw new IOException("cannot write to the data folder " + folder.toAbsolutePath(), e);
        }
    }

    /** Asked first, because the database takes seconds to start. */
    private static void requireFree(String address, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (BindException e) {
            throw new IOException("port " + port + " is taken", e);
        }
    }

    public int port() {
        return tomcat.port();
    }

    public Delegator delegator() {
        return backend.delegator();
    }

    public LocalDispatcher dispatcher() {
        return backend.dispatcher();
    }

    @Override
    public void close() {
        backend.stopContainers();
        tomcat.close();
        backend.close();
    }
}
