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
package org.apache.ofbiz.asterisk.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.util.EntityUtilProperties;

/**
 * The names under which this server may be asked, as OFBiz's setting {@code host-headers-allowed} has them. OFBiz asks it for pages only; a
 * socket could be opened under any name. Where the setting is missing every name will do, as in releases that do not have it.
 */
record KnownHosts(Set<String> names) {

    static KnownHosts of(Delegator delegator) {
        String allowed = EntityUtilProperties.getPropertyValue("security", "host-headers-allowed", delegator);
        return new KnownHosts(Arrays.stream(allowed.split(",")).map(name -> name.strip().toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    boolean allows(String serverName) {
        return names.isEmpty() || names.contains(serverName.toLowerCase(Locale.ROOT));
    }
}
