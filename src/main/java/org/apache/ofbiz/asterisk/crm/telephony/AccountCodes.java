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
package org.apache.ofbiz.asterisk.crm.telephony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.crm.directory.OfbizAgentDirectory;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;

/**
 * Which account codes a user may give a call: those of the groups that the user belongs to, or any, by the setting freeAccountCodes.
 * Stateless, thread-safe; looks things up.
 */
public final class AccountCodes {

    /** Codes of one group. */
    public static final int MOST = 100;
    private static final int LONGEST_NAME = 60;
    /** As many characters as the tables of CDRs have that PBXs fill. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,20}+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Rows rows;
    private final AgentDirectory agents;
    private final boolean free;

    public AccountCodes(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.agents = new OfbizAgentDirectory(delegator, settings);
        this.free = settings.get(Settings.FREE_ACCOUNT_CODES);
    }

    /** A code, and what it is for; the code itself where nothing is said. */
    public record AccountCode(String code, String name) {
    }

    /** Whether the PBX and its CDRs take this text as a code. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }

    /** The codes that an admin wrote, each with its name, separated by commas; empty where one of them is none. */
    public static Optional<List<AccountCode>> read(String text) {
        List<AccountCode> codes = new ArrayList<>();
        for (String one : Arrays.stream(text.split(",")).map(String::trim).filter(part -> !part.isEmpty()).toList()) {
            String[] parts = BLANKS.split(one, 2);
            AccountCode code = new AccountCode(parts[0], parts.length > 1 ? one : parts[0]);
            if (!isCode(code.code()) || code.name().length() > LONGEST_NAME) {
                return Optional.empty();
            }
            codes.add(code);
        }
        return codes.size() > MOST ? Optional.empty() : Optional.of(codes);
    }

    /** Whether the user may type a code that no group names. */
    public boolean free() {
        return free;
    }

    /** Those of the user's groups, each once, in their order. */
    public List<AccountCode> of(String userLoginId) {
        Map<String, AccountCode> codes = new LinkedHashMap<>();
        agents.memberships(userLoginId).stream().map(membership -> membership.group().groupId()).distinct()
                .flatMap(id -> Rows.one(rows.from("CallCenterGroup").where("callCenterGroupId", id)).stream())
                .flatMap(group -> read(Rows.text(group, "accountCodes")).orElse(List.of()).stream())
                .forEach(code -> codes.putIfAbsent(code.code(), code));
        return List.copyOf(codes.values());
    }

    /** Whether the user may give a call this code; nobody needs leave to take one away. */
    public boolean mayUse(String userLoginId, String code) {
        return code.isEmpty() || isCode(code) && (free || of(userLoginId).stream().anyMatch(known -> known.code().equals(code)));
    }
}
