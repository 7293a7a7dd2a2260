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
package org.apache.ofbiz.base.util;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.apache.ofbiz.base.config.GenericConfigException;
import org.apache.ofbiz.embedded.data.HostConfig;
import org.w3c.dom.Element;

/** Naming contexts by the name that {@code jndiservers.xml} on the class path gives them. */
public class JNDIContextFactory {

    public static InitialContext getInitialContext(String jndiServerName) throws GenericConfigException {
        Element server = HostConfig.elements("jndiservers.xml", "jndi-server").stream()
                .filter(element -> jndiServerName.equals(element.getAttribute("name"))).findFirst()
                .orElseThrow(() -> new GenericConfigException("jndiservers.xml has no jndi-server " + jndiServerName, null));
        try {
            Hashtable<String, Object> environment = new Hashtable<>();
            environment.put(Context.INITIAL_CONTEXT_FACTORY, server.getAttribute("initial-context-factory"));
            environment.put(Context.PROVIDER_URL, server.getAttribute("context-provider-url"));
            return new InitialContext(environment);
        } catch (NamingException e) {
            throw new GenericConfigException(e.getMessage(), e);
        }
    }
}
