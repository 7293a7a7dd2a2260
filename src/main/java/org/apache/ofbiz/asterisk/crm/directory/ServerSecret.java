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
package org.apache.ofbiz.asterisk.crm.directory;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;

/**
 * Forms show no secret, so one that was left empty is the stored one. It goes only to the addresses that it was entered for: anyone who could
 * have it sent elsewhere would learn enough there to guess it.
 */
public final class ServerSecret {

    private ServerSecret() {
    }

    /**
     * The secret to use with what was typed; empty when it has to be typed again.
     *
     * @param typed an AsteriskServer as somebody wants it, stored or not
     */
    public static Optional<String> of(Delegator delegator, GenericValue typed) throws GenericEntityException {
        Optional<String> given = Optional.ofNullable(typed.getString("secret")).filter(secret -> !secret.isEmpty());
        if (given.isPresent()) {
            return given;
        }
        GenericValue stored = EntityQuery.use(delegator).from("AsteriskServer").where("serverId", typed.getString("serverId")).queryOne();
        return Optional.ofNullable(stored).filter(row -> addresses(row).containsAll(addresses(typed))).map(row -> row.getString("secret"));
    }

    /** Of the two PBXs of a server, either may have it. */
    private static Set<Servers.Address> addresses(GenericValue row) {
        return Arrays.stream(Side.values()).flatMap(side -> Servers.address(row, side).stream()).collect(Collectors.toSet());
    }
}
