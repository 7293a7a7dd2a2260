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

import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.settings.PageUrls;
import org.apache.ofbiz.base.component.ComponentConfig;
import org.apache.ofbiz.entity.Delegator;

/** A part of the customer card: the application that it comes from, and the entities that it reads. */
public enum CardPart {
    ORDERS("ORDERMGR", "order", "/ordermgr/control/orderview?orderId=${id}", "OrderHeaderAndRoles"),
    INVOICES("ACCOUNTING", "accounting", "/accounting/control/invoiceOverview?invoiceId=${id}", "Invoice", "InvoiceItem", "PaymentApplication"),
    CREDIT("ACCOUNTING", "accounting", "/accounting/control/BillingAccountInvoices?billingAccountId=${id}", "BillingAccount",
            "BillingAccountRole"),
    REQUESTS("ORDERMGR", "order", "/ordermgr/control/ViewRequest?custRequestId=${id}", "CustRequest"),
    COMMUNICATIONS("PARTYMGR", "party", "/partymgr/control/ViewCommunicationEvent?partyId=${partyId}&communicationEventId=${id}",
            "CommunicationEvent"),
    NOTES("PARTYMGR", "party", "/partymgr/control/viewprofile?partyId=${partyId}", "PartyNoteView"),
    CLASSIFICATIONS("PARTYMGR", "party", "/partymgr/control/viewprofile?partyId=${partyId}", "PartyClassification", "PartyClassificationGroup");

    private final String permission;
    private final String component;
    private final String page;
    private final List<String> entities;

    CardPart(String permission, String component, String page, String... entities) {
        this.permission = permission;
        this.component = component;
        this.page = page;
        this.entities = List.of(entities);
    }

    /** Who may view this in OFBiz may view the part, e.g. {@code ORDERMGR} with {@code _VIEW}. */
    public String permission() {
        return permission;
    }

    /** Whether this OFBiz has the application and its entities. */
    boolean isInstalled(Delegator delegator) {
        return ComponentConfig.componentExists(component) && entities.stream().allMatch(name -> delegator.getModelEntity(name) != null);
    }

    /** The page of one row in OFBiz. */
    String page(String partyId, String id) {
        return PageUrls.fill(page, Map.of("partyId", partyId, "id", id));
    }
}
