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

import java.util.Map;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** The rows of CommEvents. Stateless. */
final class CommEventRows {

    private CommEventRows() {
    }

    /**
     * Writes these fields of a CommEvent, without a service: OFBiz hangs actions for e-mails and notes on updateCommunicationEvent, and logs a
     * warning for each that does not concern a call.
     */
    static void store(GenericValue event, Map<String, ?> changes) {
        if (changes.isEmpty()) {
            return;
        }
        GenericValue changed = event.getDelegator().makeValue("CommunicationEvent", changes);
        changed.set("communicationEventId", event.get("communicationEventId"));
        try {
            event.getDelegator().store(changed);
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
    }
}
