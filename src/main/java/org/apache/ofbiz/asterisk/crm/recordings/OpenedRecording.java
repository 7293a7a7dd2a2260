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

/** What came of opening a recording. */
public sealed interface OpenedRecording {

    /** @param file to be closed */
    record Playable(RecordingFile file) implements OpenedRecording { }

    /** It is there, and encrypted, and can't be decrypted. @param keyId of the key that is wanted */
    record Locked(String keyId, Reason reason) implements OpenedRecording { }

    /** There is no such recording, or none that may be read. */
    record Gone() implements OpenedRecording { }

    /** Why it can't be decrypted. The words are labels {@code AsteriskRecordingLocked_} and this name. */
    enum Reason {
        /** The settings name no such key, or it can't be used. */
        KEY_MISSING,
        /** Another key has its name by now. */
        OTHER_KEY,
        /** The file isn't as it was written. */
        DAMAGED
    }
}
