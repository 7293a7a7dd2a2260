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
package org.apache.ofbiz.asterisk.crm.recordings;

import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Which recordings may not be kept. Implemented by {@code consent}; thread-safe; may wait for the database. */
public interface RecordingBan {

    /**
     * Whether recordings of this call may not be kept, by what it says itself, by what was saved of it, since its customer objects to all, or since
     * nothing tells that they heard or allowed what its group wants.
     */
    boolean covers(String phoneCallId, PhoneCall call);

    /** Deletes the recordings that were attached to this call already. Under a legal hold, they stay. */
    void detach(String phoneCallId, PhoneCall call);

    /** Deletes the file of a recording of this call, in all its formats. Under a legal hold, it stays. */
    void delete(String phoneCallId, PhoneCall call, String file);
}
