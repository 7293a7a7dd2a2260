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
package org.apache.ofbiz.asterisk.call.voicemail;

/** Folders of a mailbox that messages are shown from. */
public enum MessageFolder {
    /** New ones that the caller has marked as urgent. */
    URGENT("Urgent", true),
    /** New ones. */
    INBOX("INBOX", true),
    /** Heard ones. */
    OLD("Old", false),
    /**
     * Deleted ones that can be restored. Not Asterisk's own folder Deleted: unless backupdeleted is set in voicemail.conf, that one keeps a single
     * message, and the next overwrites it.
     */
    DELETED("Cust5", false);

    private final String pbxName;
    private final boolean fresh;

    MessageFolder(String pbxName, boolean fresh) {
        this.pbxName = pbxName;
        this.fresh = fresh;
    }

    /** As Asterisk names it, in AMI and on disk. */
    public String pbxName() {
        return pbxName;
    }

    /** Whether nobody has heard the messages in it. */
    public boolean fresh() {
        return fresh;
    }
}
