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
package org.apache.ofbiz.asterisk;

import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.base.container.Container;
import org.apache.ofbiz.base.container.ContainerException;
import org.apache.ofbiz.base.start.StartupCommand;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.DelegatorFactory;
import org.apache.ofbiz.service.ServiceContainer;

/**
 * The front door: OFBiz starts and stops the call center here. Whatever is wrong with the call center, its libraries or its PBX is
 * reported and never stops OFBiz.
 */
public class AsteriskContainer implements Container {

    private static final String MODULE = AsteriskContainer.class.getName();
    private static final String DISPATCHER = "asterisk";
    private static final String LIBRARY = "org.asteriskjava";

    private String name = "asterisk-container";

    @Override
    public void init(List<StartupCommand> ofbizCommands, String containerName, String configFile) throws ContainerException {
        this.name = containerName;
    }

    @Override
    public boolean start() throws ContainerException {
        try {
            quietLibrary();
            Delegator delegator = DelegatorFactory.getDelegator("default");
            CallCenter.start(delegator, ServiceContainer.getLocalDispatcher(DISPATCHER, delegator));
        } catch (LinkageError e) {
            Debug.logError(e, "The call center isn't running because a library is missing."
                    + " Rebuild OFBiz with the dependencies of plugins/asterisk/build.gradle.", MODULE);
        } catch (RuntimeException e) {
            Debug.logError(e, "The call center isn't running", MODULE);
        }
        return true;
    }

    /** asterisk-java tells of each ping and answer as debugging, and OFBiz's log takes all levels. What an admin has set for it counts. */
    private static void quietLibrary() {
        if (LogManager.getContext(false) instanceof LoggerContext context && !context.getConfiguration().getLoggers().containsKey(LIBRARY)) {
            Configurator.setLevel(LIBRARY, Level.WARN);
        }
    }

    @Override
    public void stop() throws ContainerException {
        try {
            CallCenter.of(DelegatorFactory.getDelegator("default")).ifPresent(CallCenter::close);
        } catch (LinkageError | RuntimeException e) {
            Debug.logError(e, "The call center didn't stop cleanly", MODULE);
        }
    }

    @Override
    public String getName() {
        return name;
    }
}
