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
package org.apache.ofbiz.asterisk.browser;

import java.util.Locale;

/** What a scripted PBX tells of a caller on its trunk, as Asterisk would. Stateless. */
final class TrunkEvents {

    private TrunkEvents() {
    }

    /** @param call Uniqueid: seconds, a dot and a number */
    static String incoming(String call, String caller) {
        return event("Newchannel", call, caller, "ChannelState: 4\r\nChannelStateDesc: Ring\r\n");
    }

    static String hangup(String call, String caller) {
        return event("Hangup", call, caller, "ChannelState: 6\r\nChannelStateDesc: Up\r\nCause: 16\r\nCause-txt: Normal Clearing\r\n");
    }

    private static String event(String name, String call, String caller, String more) {
        return String.format(Locale.ROOT, "Event: %s\r\nPrivilege: call,all\r\nChannel: PJSIP/trunk-%s\r\n%sCallerIDNum: %s\r\n"
                + "CallerIDName: <unknown>\r\nConnectedLineNum: <unknown>\r\nConnectedLineName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\n"
                + "Context: from-trunk\r\nExten: 5000\r\nPriority: 1\r\nUniqueid: %s\r\nLinkedid: %s\r\n\r\n", name,
                call.substring(call.indexOf('.') + 1), more, caller, call, call);
    }
}
