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
package org.apache.ofbiz.asterisk.crm.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * CommEvents of calls that are over: nobody in them has anything left to do. What OFBiz's service does for each of them, it is done for many at
 * once; where a component has attached something to that service, or defines it again, it is run for each. Belongs to one thread.
 */
final class CompletedCommEvents {

    static final String COMPLETE = "COM_COMPLETE";
    private static final String SERVICE = "setCommunicationEventStatus";
    /** In OFBiz, and in the embedded host. */
    private static final Pattern OFBIZ_OWN = Pattern.compile("component://(party|datamodel)/[\\w/]*/CommunicationEventServices(Script)?\\.groovy");
    /** From these, OFBiz lets a CommEvent be completed; from others, a person has moved it on. */
    private static final Set<String> OPEN = Set.of("COM_ENTERED", "COM_IN_PROGRESS");
    private static final String ROLE_COMPLETED = "COM_ROLE_COMPLETED";

    private final Rows rows;
    private final SystemServices services;
    private final boolean together;
    private final Set<String> completed = new TreeSet<>();

    CompletedCommEvents(Delegator delegator, SystemServices services) {
        this.rows = new Rows(delegator);
        this.services = services;
        this.together = services.isUntouched(SERVICE, OFBIZ_OWN);
    }

    /** The status that a CommEvent is to be created with. @param over whether nothing of it is left to do */
    String first(String communicationEventId, boolean over, String unlessOver) {
        if (over && together) {
            completed.add(communicationEventId);
            return COMPLETE;
        }
        return unlessOver;
    }

    /**
     * Completes a CommEvent, unless a person has moved it on.
     *
     * @param changes what else is to be written of it
     * @throws SystemServices.FailedException when OFBiz refuses
     */
    void complete(GenericValue event, Map<String, Object> changes) {
        boolean open = OPEN.contains(event.getString("statusId"));
        Map<String, Object> all = new HashMap<>(changes);
        if (open && together) {
            all.put("statusId", COMPLETE);
            completed.add(event.getString("communicationEventId"));
        }
        CommEventRows.store(event, all);
        if (open && !together) {
            services.run(SERVICE, Map.of("communicationEventId", event.getString("communicationEventId"), "statusId", COMPLETE,
                    "setRoleStatusToComplete", "Y"));
        }
    }

    /** Completes who has a part in those CommEvents. */
    void rolesToo() throws GenericEntityException {
        if (completed.isEmpty()) {
            return;
        }
        List<GenericValue> roles = Rows.list(rows.from("CommunicationEventRole").where(Rows.in("communicationEventId", completed)));
        for (GenericValue role : roles) {
            if (!ROLE_COMPLETED.equals(role.getString("statusId"))) {
                GenericValue changed = rows.delegator().makeValue("CommunicationEventRole", role.getPrimaryKey().getAllFields());
                changed.set("statusId", ROLE_COMPLETED);
                rows.delegator().store(changed);
            }
        }
    }
}
