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
package org.apache.ofbiz.asterisk.crm.privacy;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.LocalDispatcher;

/** Deletes recordings whose customer objected after they were attached to the call; those under a legal hold stay. Thread-safe. */
public final class UnwantedRecordings {

    private static final String MODULE = UnwantedRecordings.class.getName();

    private final Rows rows;
    private final CallErasure erasure;
    private final LegalHolds holds;

    public UnwantedRecordings(LocalDispatcher dispatcher, Settings settings, Clock clock) {
        this.rows = new Rows(dispatcher.getDelegator());
        this.erasure = new CallErasure(dispatcher, settings, clock);
        this.holds = new LegalHolds(dispatcher.getDelegator());
    }

    /** Whether nothing of this call may be deleted. */
    public boolean areHeld(String phoneCallId) {
        return call(phoneCallId).filter(holds::hold).isPresent();
    }

    private Optional<GenericValue> call(String phoneCallId) {
        return Rows.one(rows.from("PhoneCall").where("phoneCallId", phoneCallId));
    }

    /** Deletes what is attached to this call. */
    public void delete(String phoneCallId) {
        try {
            Optional<GenericValue> call = call(phoneCallId).filter(row -> !holds.hold(row));
            if (call.isPresent() && !erasure.recordings().of(call.get()).isEmpty()) {
                erasure.deleteRecordings(call.get(), Set.of());
            }
        } catch (IOException | GenericEntityException e) {
            Debug.logError(e, "Couldn't delete the recordings of call " + phoneCallId + ", whose customer objects", MODULE);
        }
    }
}
