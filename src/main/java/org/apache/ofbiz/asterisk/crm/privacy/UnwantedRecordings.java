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
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRemoval;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.LocalDispatcher;

/**
 * Deletes recordings whose customer objected after they were attached to the call; those under a legal hold stay, also where the customer is only
 * one of several with the number. Thread-safe.
 */
public final class UnwantedRecordings {

    private static final String MODULE = UnwantedRecordings.class.getName();

    private final Rows rows;
    private final Settings settings;
    private final CallErasure erasure;
    private final LegalHolds holds;

    public UnwantedRecordings(LocalDispatcher dispatcher, Settings settings, Clock clock) {
        this.rows = new Rows(dispatcher.getDelegator());
        this.settings = settings;
        this.erasure = new CallErasure(dispatcher, settings, clock);
        this.holds = new LegalHolds(dispatcher.getDelegator());
    }

    /** Whether the call was saved: before that, it can't be known whether it is held. */
    public boolean isSaved(String phoneCallId) {
        return call(phoneCallId).isPresent();
    }

    /** Whether nothing of this call may be deleted: the call is held, the contact that it was saved with, or any contact with the number. */
    public boolean areHeld(String phoneCallId, PhoneCall call) {
        return isNumberHeld(call) || call(phoneCallId).filter(holds::hold).isPresent();
    }

    private boolean isNumberHeld(PhoneCall call) {
        return call.direction() != PhoneCall.Direction.INTERNAL && holds.holdParties()
                && new HeldNumbers(rows.delegator(), settings).have(call.customerNumber());
    }

    private Optional<GenericValue> call(String phoneCallId) {
        return Rows.one(rows.from("PhoneCall").where("phoneCallId", phoneCallId));
    }

    /** Deletes what is attached to this call; a file that another call has, too, stays with that one. */
    public void delete(String phoneCallId, PhoneCall told) {
        try {
            Optional<GenericValue> call = areHeld(phoneCallId, told) ? Optional.empty() : call(phoneCallId);
            List<String> files = call.map(erasure.recordings()::files).orElse(List.of());
            if (!files.isEmpty()) {
                erasure.deleteRecordings(call.get(), erasure.recordings().ofOthers(call, files));
            }
        } catch (IOException | GenericEntityException e) {
            Debug.logError(e, "Couldn't delete the recordings of call " + phoneCallId + ", whose customer objects", MODULE);
        }
    }

    /** Deletes a file of this call in all its formats; not what another call has, too. */
    public void deleteFile(String phoneCallId, PhoneCall told, String file) {
        try {
            if (!areHeld(phoneCallId, told)) {
                if (erasure.recordings().ofOthers(call(phoneCallId), List.of(file)).isEmpty()) {
                    new RecordingRemoval(RecordingRoots.of(settings)).delete(file);
                } else {
                    Debug.logWarning("The file stays, since another call has it: " + file + ", to which the customer of call " + phoneCallId
                            + " objects", MODULE);
                }
            }
        } catch (IOException e) {
            Debug.logError(e, "Couldn't delete a recording that the customer objects to: " + file, MODULE);
        }
    }
}
