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

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/** Tasks for after a call: a WorkEffort of the user with the customer, and the call's CommunicationEvent attached. Thread-safe. */
public final class FollowUps {

    private final LocalDispatcher dispatcher;
    private final SystemServices services;

    public FollowUps(LocalDispatcher dispatcher) {
        this.dispatcher = dispatcher;
        this.services = new SystemServices(dispatcher);
    }

    /** OFBiz has refused it; the message is OFBiz's. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * What is to be done, for whom and when.
     *
     * @param partyId the customer
     * @param at      when to begin
     */
    public record FollowUp(String partyId, String subject, String description, Timestamp at) {
    }

    /**
     * Creates the task as the user, who is its owner.
     *
     * @param communicationEventId of the call; empty for none
     * @return workEffortId
     * @throws RefusedException       when OFBiz says that the user may not, or refuses a value
     * @throws GenericEntityException when the database refuses
     */
    public String create(FollowUp wanted, Optional<String> communicationEventId, GenericValue userLogin, Locale locale)
            throws RefusedException, GenericEntityException {
        Map<String, Object> task = new HashMap<>(Map.of("workEffortTypeId", "TASK", "currentStatusId", "CAL_NEEDS_ACTION",
                "workEffortName", wanted.subject(), "estimatedStartDate", wanted.at(), "userLogin", userLogin, "locale", locale));
        PlainText.given(wanted.description()).ifPresent(text -> task.put("description", text));
        String workEffortId = run("createWorkEffort", task);
        PlainText.given(userLogin.getString("partyId")).ifPresent(own -> assign(workEffortId, own, "CAL_OWNER"));
        assign(workEffortId, wanted.partyId(), "CAL_ATTENDEE");
        if (communicationEventId.isPresent()) { // OFBiz's service for this creates a new CommunicationEvent
            dispatcher.getDelegator().create("CommunicationEventWorkEff", Map.of("workEffortId", workEffortId,
                    "communicationEventId", communicationEventId.get()));
        }
        return workEffortId;
    }

    private String run(String service, Map<String, Object> context) throws RefusedException {
        try {
            Map<String, Object> result = dispatcher.runSync(service, context);
            if (ServiceUtil.isError(result)) {
                throw new RefusedException(ServiceUtil.getErrorMessage(result));
            }
            return (String) result.get("workEffortId");
        } catch (GenericServiceException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    /** A user who may create a task may create it with people: OFBiz's service for both asks for nothing more. */
    private void assign(String workEffortId, String partyId, String roleTypeId) {
        services.run("ensurePartyRole", Map.of("partyId", partyId, "roleTypeId", roleTypeId));
        services.run("assignPartyToWorkEffort", Map.of("workEffortId", workEffortId, "partyId", partyId, "roleTypeId", roleTypeId,
                "statusId", "PRTYASGN_ASSIGNED"));
    }
}
