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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.condition.EntityFunction;
import org.apache.ofbiz.entity.condition.EntityOperator;

/**
 * Who may get reports by e-mail: people with an enabled login in a security group of this OFBiz, and domains that the setting
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
        List<String> others = addresses.stream().filter(address -> !domains.contains(domain(address))).toList();
        Set<String> ofUsers = ofUsers(others);
        return others.stream().filter(address -> !ofUsers.contains(lower(address))).toList();
    }

    private static String domain(String address) {
        return lower(address.substring(address.lastIndexOf('@') + 1));
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    /** In lower case. All are asked for together: no index helps to find an address in any case. */
    private Set<String> ofUsers(List<String> addresses) {
        if (addresses.isEmpty()) {
            return Set.of();
        }
        List<EntityCondition> any = addresses.stream().<EntityCondition>map(address -> EntityCondition.makeCondition(
                EntityFunction.upperField("infoString"), EntityOperator.EQUALS, address.toUpperCase(Locale.ROOT))).toList();
        Map<String, String> mechanisms = Rows.list(rows.from("ContactMech").where(EntityCondition.makeCondition(
                EntityCondition.makeCondition("contactMechTypeId", "EMAIL_ADDRESS"), EntityOperator.AND,
                EntityCondition.makeCondition(any, EntityOperator.OR)))).stream()
                .collect(Collectors.toMap(row -> row.getString("contactMechId"), row -> lower(row.getString("infoString"))));
        return mechanisms.entrySet().stream().filter(mechanism -> isOfUser(mechanism.getKey())).map(Map.Entry::getValue).collect(Collectors.toSet());
    }

    private boolean isOfUser(String contactMechId) {
        return Rows.list(rows.from("PartyContactMech").where("contactMechId", contactMechId).filterByDate()).stream()
                .anyMatch(row -> Rows.list(rows.from("UserLogin").where("partyId", row.getString("partyId"))).stream()
                        .anyMatch(this::worksHere));
    }

    /** Customers of a web shop log in, too, but are in no security group. */
    private boolean worksHere(GenericValue login) {
        return !"N".equals(login.getString("enabled")) && !Rows.list(rows.from("UserLoginSecurityGroup")
                .where("userLoginId", login.getString("userLoginId")).filterByDate()).isEmpty();
    }
}
