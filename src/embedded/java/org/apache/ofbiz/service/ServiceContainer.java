/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.service;

import java.util.List;
import org.apache.ofbiz.base.container.Container;
import org.apache.ofbiz.base.container.ContainerException;
import org.apache.ofbiz.base.start.StartupCommand;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.entity.Delegator;

/** Gives dispatchers. Thread-safe. */
public class ServiceContainer implements Container {
    @Override
    public void init(List<StartupCommand> ofbizCommands, String name, String configFile) throws ContainerException {
    }

    @Override
    public boolean start() {
        return true;
    }

    @Override
    public void stop() {
    }

    @Override
    public String getName() {
        return "service-container";
    }

    /** The host's dispatcher: it has one, whatever the name. @throws IllegalStateException when the host does not run */
    public static LocalDispatcher getLocalDispatcher(String dispatcherName, Delegator delegator) {
        return Backend.running().map(Backend::dispatcher).orElseThrow(() -> new IllegalStateException("the host does not run"));
    }
}
