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
package org.apache.ofbiz.service.eca;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** To which services something is attached, in any host of this JVM, as OFBiz keeps it for all components. Thread-safe. */
public final class ServiceEcaUtil {

    private static final Set<String> ATTACHED = ConcurrentHashMap.newKeySet();

    private ServiceEcaUtil() {
    }

    /** @return by event, what is attached to it; null where nothing is attached, as OFBiz answers */
    public static Map<String, List<Object>> getServiceEventMap(String serviceName) {
        return ATTACHED.contains(serviceName) ? Map.of("global-commit", List.of()) : null;
    }

    /** The services to which the components of a host attach something. */
    public static void attached(Set<String> services) {
        ATTACHED.addAll(services);
    }
}
