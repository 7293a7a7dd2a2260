/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.embedded.service.ServiceModels;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.LocalDispatcher;

/** The data and service half of the embedded host. One at a time runs in a JVM. */
public final class Backend implements AutoCloseable {
    public static Optional<Backend> running() {
        return Optional.empty();
    }

    public static Backend start(Path dataFolder, List<Path> componentFolders, Set<String> readers) {
        throw new UnsupportedOperationException("not yet");
    }

    public Delegator delegator() {
        throw new UnsupportedOperationException("not yet");
    }

    public LocalDispatcher dispatcher() {
        throw new UnsupportedOperationException("not yet");
    }

    public ServiceModels services() {
        throw new UnsupportedOperationException("not yet");
    }

    public Security security() {
        throw new UnsupportedOperationException("not yet");
    }

    public Resources resources() {
        throw new UnsupportedOperationException("not yet");
    }

    public List<Component> components() {
        throw new UnsupportedOperationException("not yet");
    }

    public Optional<Component> component(String name) {
        return components().stream().filter(component -> component.name().equals(name)).findFirst();
    }

    public void startContainers() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void close() {
    }
}
