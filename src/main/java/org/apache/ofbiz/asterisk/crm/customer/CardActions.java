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
package org.apache.ofbiz.asterisk.crm.customer;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.base.component.ComponentConfig;

/** What a user can begin for a customer: pages of OFBiz with the party filled in, and what the call center's own page does. Stateless. */
public final class CardActions {

    /** Pages of OFBiz: the application, its permission and the action. */
    private enum Page {
        ORDER("order", "ORDERMGR", "_CREATE", "/ordermgr/control/checkinits?partyId=${partyId}"),
        REQUEST("order", "ORDERMGR_CRQ", "_CREATE", "/ordermgr/control/request?fromPartyId=${partyId}"),
        EMAIL("party", "PARTYMGR_CME", "_CREATE", "/partymgr/control/EditCommunicationEvent?communicationEventTypeId=EMAIL_COMMUNICATION"
                + "&partyIdTo=${partyId}");

        private final String component;
        private final String permission;
        private final String action;
        private final String url;

        Page(String component, String permission, String action, String url) {
            this.component = component;
            this.permission = permission;
            this.action = action;
            this.url = url;
        }
    }

    private CardActions() {
    }

    /** Whether the user may write a note about a party; OFBiz's service asks for no permission, its page for this one. */
    public static boolean mayWriteNotes(BiPredicate<String, String> may) {
        return may.test("PARTYMGR", "_NOTE");
    }

    /** Whether the user may plan something, and this OFBiz has the application for it. */
    public static boolean mayFollowUp(BiPredicate<String, String> may) {
        return ComponentConfig.componentExists("workeffort") && may.test("WORKEFFORTMGR", "_CREATE");
    }

    /** Whether the user may note that a contact objects to recordings, and that they do no longer. */
    public static boolean mayNoteObjections(BiPredicate<String, String> may) {
        return may.test("PARTYMGR", "_UPDATE") || may.test("ASTERISK", "_PRIVACY");
    }

    /**
     * @param may whether the user has this permission with this action
     * @return {@code order}, {@code request} and {@code email}: addresses, each where the user may; {@code note} and {@code followUp}
     */
    public static Map<String, Object> of(String partyId, BiPredicate<String, String> may) {
        Map<String, Object> actions = new LinkedHashMap<>();
        for (Page page : Page.values()) {
            if (ComponentConfig.componentExists(page.component) && may.test(page.permission, page.action)) {
                actions.put(page.name().toLowerCase(Locale.ROOT), PageUrls.fill(page.url, Map.of("partyId", partyId)));
            }
        }
        actions.put("note", mayWriteNotes(may));
        actions.put("followUp", mayFollowUp(may));
        actions.put("objection", mayNoteObjections(may));
        return actions;
    }
}
