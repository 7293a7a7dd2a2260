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
package org.apache.ofbiz.asterisk.ami;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Feature;
import org.apache.ofbiz.asterisk.ami.ManagerRights.Grant;
import org.apache.ofbiz.asterisk.ami.wire.AmiSession;
import org.asteriskjava.manager.action.ListCommandsAction;
import org.asteriskjava.manager.response.ManagerResponse;

/**
 * Finds out what the AMI user may do, without doing any of it. ListCommands names exactly the actions that this user may use; one that
 * is not named is either forbidden or unknown to the PBX, so trying it can do no harm and tells which. Waits for the answers.
 */
final class RightsCheck {

    private final AmiSession session;
    private final Map<String, Grant> tried = new HashMap<>();

    RightsCheck(AmiSession session) {
        this.session = session;
    }

    /** @throws CompletionException if the PBX goes away, or does not list its commands */
    ManagerRights find() {
        ManagerResponse commands = session.send(new ListCommandsAction()).join();
        if ("Error".equalsIgnoreCase(commands.getResponse())) {
            throw new CompletionException(new IllegalStateException("ListCommands: " + commands.getMessage()));
        }
        Map<Feature, Grant> grants = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            if (!feature.actions().isEmpty()) {
                grants.put(feature, grant(feature.actions(), commands));
            }
        }
        grants.put(Feature.STATE_EVENTS, session.booted() ? Grant.GIVEN : Grant.DENIED);
        return new ManagerRights(grants);
    }

    /** One action that is forbidden takes the feature away; of those that the PBX does not have, the others may do. */
    private Grant grant(List<String> actions, ManagerResponse commands) {
        List<Grant> grants = actions.stream()
                .map(action -> commands.getAttribute(action) != null ? Grant.GIVEN : tried.computeIfAbsent(action, this::attempt)).toList();
        return Stream.of(Grant.DENIED, Grant.UNKNOWN, Grant.GIVEN).filter(grants::contains).findFirst().orElse(Grant.NOT_OFFERED);
    }

    private Grant attempt(String action) {
        ManagerResponse response = session.send(new PlainAction(action)).join();
        String words = (response.getResponse() + " " + response.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("permission denied")) {
            return Grant.DENIED;
        }
        return words.contains("unknown command") ? Grant.NOT_OFFERED : Grant.UNKNOWN;
    }
}
