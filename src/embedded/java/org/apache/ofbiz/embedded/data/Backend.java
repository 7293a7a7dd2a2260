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
package org.apache.ofbiz.embedded.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.base.container.Container;
import org.apache.ofbiz.base.container.ContainerException;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.GeneralException;
import org.apache.ofbiz.embedded.entity.DerbyDatabase;
import org.apache.ofbiz.embedded.entity.DerbyDelegator;
import org.apache.ofbiz.embedded.entity.KeptDatabases;
import org.apache.ofbiz.embedded.entity.EntityModelReader;
import org.apache.ofbiz.embedded.entity.EntityModels;
import org.apache.ofbiz.embedded.service.CommitActions;
import org.apache.ofbiz.embedded.service.Dispatcher;
import org.apache.ofbiz.embedded.service.EntityEcas;
import org.apache.ofbiz.embedded.service.EntitySecurity;
import org.apache.ofbiz.embedded.service.GroovyScripts;
import org.apache.ofbiz.embedded.service.ServiceModelReader;
import org.apache.ofbiz.embedded.service.ServiceModels;
import org.apache.ofbiz.embedded.spi.ComponentRoots;
import org.apache.ofbiz.embedded.spi.RunningHost;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * The data and service half of the embedded host: components, database, services, containers. One at a time runs in a JVM, because
 * OFBiz's own API (DelegatorFactory, UtilProperties...) is static. Thread-safe once started.
 */
public final class Backend implements AutoCloseable {
    private static final String MODULE = Backend.class.getName();

    private final List<Component> components;
    private final Resources resources;
    private final GroovyScripts groovy = new GroovyScripts();
    private final KeptDatabases kept;
    private final DerbyDatabase database;
    private final DerbyDelegator delegator;
    private final Security security;
    private final ServiceModels services;
    private final Dispatcher dispatcher;
    /** Started containers, the last one first. Guarded by this. */
    private final Deque<Container> started = new ArrayDeque<>();

    private Backend(Path dataFolder, List<Component> components, Set<String> readers) throws GeneralException, IOException {
        this.components = List.copyOf(components);
        this.resources = new Resources(components.stream().flatMap(component -> component.configFolders().stream()).toList());
        List<Path> entityModels = components.stream().flatMap(component -> component.entityModels().stream()).toList();
        EntityModels entities = new EntityModelReader().read(entityModels);
        this.services = new ServiceModelReader(entities).read(components.stream().flatMap(component -> component.serviceModels().stream()).toList());
        this.kept = KeptDatabases.of(entityModels, DataFiles.of(components, readers));
        this.database = kept.open(dataFolder.toAbsolutePath());
        try {
            kept.update(entities, database, dataFolder.toAbsolutePath());
        } catch (GeneralException | IOException | RuntimeException e) {
            database.close();
            throw e;
        }
        this.delegator = new DerbyDelegator(entities, database);
        this.security = new EntitySecurity(delegator);
        CommitActions actions = CommitActions.read(components.stream().flatMap(component -> component.serviceEcas().stream()).toList(), services);
        this.dispatcher = new Dispatcher(services, actions, delegator, security, groovy);
        delegator.useActions(EntityEcas.read(components.stream().flatMap(component -> component.entityEcas().stream()).toList(), entities,
                services, dispatcher.getDispatchContext()));
    }

    /**
     * Reads the components, brings the database up to their entity models, loads their data and checks their services. No container runs yet.
     *
     * @param dataFolder where the database and the key of encrypted fields live; made when missing
     * @param componentFolders folders with an <code>ofbiz-component.xml</code>, in the order of loading
     * @param readers the data files to load: seed, seed-initial, demo, ext. On an existing database seed and ext only
     * @throws UnsupportedDescriptorException when a descriptor says what the host does not implement
     * @throws IllegalStateException when a host is already running in this JVM
     * @throws IOException when the folder cannot be written, or the database not be brought up to the components
     */
    public static Backend start(Path dataFolder, List<Path> componentFolders, Set<String> readers) throws IOException {
        if (running().isPresent()) {
            throw new IllegalStateException("a host is already running in this JVM");
        }
        Map<String, Component> components = new LinkedHashMap<>();
        for (Path folder : componentFolders) {
            Component component = ComponentReader.read(folder);
            if (components.put(component.name(), component) != null) {
                throw new IllegalArgumentException("two components are named " + component.name());
            }
        }
        try {
            Backend backend = new Backend(dataFolder, new ArrayList<>(components.values()), readers);
            RunningHost.start(Map.of(Backend.class, backend, Delegator.class, backend.delegator, LocalDispatcher.class, backend.dispatcher,
                    ServiceModels.class, backend.services, Resources.class, backend.resources, ComponentRoots.class, backend.roots()));
            backend.dispatcher.checkAll();
            backend.load(readers, dataFolder.toAbsolutePath());
            return backend;
        } catch (GeneralException e) {
            running().ifPresent(Backend::close);
            throw new IOException(e.getMessage(), e);
        } catch (RuntimeException e) {
            running().ifPresent(Backend::close);
            throw e;
        }
    }

    private void load(Set<String> readers, Path dataFolder) throws GeneralException, IOException {
        if (!database.isFresh() || !kept.isLoaded(database)) {
            new DataFiles(delegator).load(components, readers, database.isFresh());
            kept.keepLoaded(database, dataFolder);
        }
    }

    public static Optional<Backend> running() {
        return RunningHost.find(Backend.class);
    }

    /**
     * Initialises the components' containers, then starts them.
     *
     * @throws ContainerException when one does not start; those before it are stopped by {@link #close}
     */
    public synchronized void startContainers() throws ContainerException {
        List<Container> all = new ArrayList<>();
        for (Component component : components) {
            for (Component.ContainerClass declared : component.containers()) {
                Container container = create(declared);
                container.init(List.of(), declared.name(), null);
                all.add(container);
            }
        }
        for (Container container : all) {
            started.push(container);
            container.start();
        }
    }

    private static Container create(Component.ContainerClass declared) throws ContainerException {
        try {
            Class<?> type = Class.forName(declared.className(), true, Thread.currentThread().getContextClassLoader());
            return (Container) type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new ContainerException("container " + declared.name() + " cannot be made of class " + declared.className(), e);
        }
    }

    public Delegator delegator() {
        return delegator;
    }

    public LocalDispatcher dispatcher() {
        return dispatcher;
    }

    public Security security() {
        return security;
    }

    public GroovyScripts groovy() {
        return groovy;
    }

    public List<Component> components() {
        return components;
    }

    private ComponentRoots roots() {
        return name -> components.stream().filter(component -> component.name().equals(name)).map(Component::root).findFirst();
    }

    /** Stops the containers in reverse order, as OFBiz does before its web server. May be called twice. */
    public synchronized void stopContainers() {
        while (!started.isEmpty()) {
            Container container = started.pop();
            try {
                container.stop();
            } catch (ContainerException | RuntimeException e) {
                Debug.logError(e, "container " + container.getName() + " did not stop", MODULE);
            }
        }
    }

    /** Stops the containers, then jobs and database. May be called twice. */
    @Override
    public synchronized void close() {
        stopContainers();
        if (RunningHost.stop(this)) {
            dispatcher.deregister();
            database.close();
        }
    }
}
