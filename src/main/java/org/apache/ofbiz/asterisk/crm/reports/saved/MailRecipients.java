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
package org.apache.ofbiz.asterisk.crm.reports.saved;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityFunction;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Who may get reports by e-mail: addresses of people who can log in to this OFBiz, and of domains that the setting
 * {@code reportMailDomains} allows. Reads the database each time. Stateless.
 */
public final class MailRecipients {

    private final Rows rows;
    private final Settings settings;

    public MailRecipients(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
    }

    /** Of these addresses, the ones that may get no report. */
    public List<String> refused(List<String> addresses) {
        Set<String> domains = settings.get(Settings.REPORT_MAIL_DOMAINS);
        return addresses.stream().filter(address -> !domains.contains(domain(address)) && !isOfUser(address)).toList();
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private boolean isOfUser(String address) {
        Set<String> mechanisms = Rows.list(rows.from("ContactMech").where(EntityCondition.makeCondition(List.of(
                EntityCondition.makeCondition("contactMechTypeId", "EMAIL_ADDRESS"),
                EntityCondition.makeCondition(EntityFunction.upperField("infoString"), EntityOperator.EQUALS, address.toUpperCase(Locale.ROOT))))))
                .stream().map(row -> row.getString("contactMechId")).collect(Collectors.toSet());
        Set<String> parties = mechanisms.isEmpty() ? Set.of() : Rows.list(rows.from("PartyContactMech")
                .where(Rows.in("contactMechId", mechanisms)).filterByDate()).stream().map(row -> row.getString("partyId"))
                .collect(Collectors.toSet());
        return !parties.isEmpty() && Rows.list(rows.from("UserLogin").where(Rows.in("partyId", parties))).stream()
                .anyMatch(login -> !"N".equals(login.getString("enabled")));
    }
}
