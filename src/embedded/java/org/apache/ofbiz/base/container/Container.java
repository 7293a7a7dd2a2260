/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.container;

import java.util.List;
import org.apache.ofbiz.base.start.StartupCommand;

/** A part with a life of its own: all containers are initialised, then all are started; they stop in reverse order. */
public interface Container {
    void init(List<StartupCommand> ofbizCommands, String name, String configFile) throws ContainerException;

    boolean start() throws ContainerException;

    void stop() throws ContainerException;

    String getName();
}
