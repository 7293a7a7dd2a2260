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
package org.apache.ofbiz.service;

import java.util.List;
import org.apache.ofbiz.base.container.Container;
import org.apache.ofbiz.base.container.ContainerException;
import org.apache.ofbiz.base.start.StartupCommand;
import org.apache.ofbiz.embedded.spi.RunningHost;
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
        return RunningHost.get(LocalDispatcher.class);
    }
}
