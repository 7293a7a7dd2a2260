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

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Group;
import org.apache.ofbiz.asterisk.crm.rows.EnumIds;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Reads CallCenterGroup rows. Thread-safe. */
final class GroupRows {

    private static final long DEFAULT_RING_SECONDS = 15;

    private final Rows rows;
    private final Settings settings;

    GroupRows(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
    }

    Optional<Group> enabled(String groupId) {
        return Rows.one(rows.from("CallCenterGroup").where("callCenterGroupId", groupId)).filter(row -> Rows.isYes(row, "enabled")).map(this::group);
    }

    List<Group> allEnabled() {
        return Rows.list(rows.from("CallCenterGroup").where("enabled", "Y").orderBy("callCenterGroupId")).stream().map(this::group).toList();
    }

    private Group group(GenericValue row) {
        Long ringSeconds = row.getLong("ringTimeoutSeconds");
        Long wrapUpSeconds = row.getLong("wrapUpSeconds");
        return new Group(row.getString("callCenterGroupId"), row.getString("groupName"), row.getString("serverId"),
                Duration.ofSeconds(ringSeconds == null ? DEFAULT_RING_SECONDS : ringSeconds),
                PlainText.given(row.getString("partyProfileUrl")).filter(PageUrls::isSafe)
                        .orElseGet(() -> settings.get(Settings.PARTY_PROFILE_URL)),
                Duration.ofSeconds(wrapUpSeconds == null ? 0 : wrapUpSeconds), Rows.isYes(row, "dispositionRequired"),
                EnumIds.strategy(row.getString("routingStrategyEnumId")).isEmpty() || !"N".equals(row.getString("consoleClaim")), callsAtOnce(row));
    }

    /** At least one. */
    static int callsAtOnce(GenericValue row) {
        Long calls = row.getLong("callsAtOnce");
        return calls == null ? 1 : Math.max(1, calls.intValue());
    }
}
