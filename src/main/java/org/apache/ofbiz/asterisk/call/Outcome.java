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
package org.apache.ofbiz.asterisk.call;

/**
 * How a call ended. ANSWERED: they talked. ABANDONED: a caller who waited, or called a group, hung up before anybody took the call. MISSED: the
 * caller of one of our phones gave up. VOICEMAIL: nobody answered, and the caller left a message. QUEUE_TIMEOUT: the queue gave up, not
 * the caller. FORWARDED: the PBX reached somebody outside instead of our extension, and they answered. CONFERENCE: the caller was in a
 * conference, and no extension of ours with them. ANNOUNCEMENT: the PBX itself answered, and called nobody. The others say why a call did not
 * come about; the EXTENSION ones concern our own phone, the rest the number called.
 */
public enum Outcome {
    ANSWERED, ABANDONED, MISSED, CANCELLED, BUSY, NO_ANSWER, DECLINED, NUMBER_UNKNOWN, CONGESTED,
    EXTENSION_BUSY, EXTENSION_NO_ANSWER, EXTENSION_DECLINED, EXTENSION_UNREGISTERED, FAILED,
    VOICEMAIL, QUEUE_TIMEOUT, FORWARDED, CONFERENCE, ANNOUNCEMENT
}
