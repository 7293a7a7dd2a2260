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
package org.apache.ofbiz.asterisk.ami.wire;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason.Code;

/**
 * The version of a PBX, and whether its calls can be followed. Before 13 the events of calls have other names (Dial, Bridge) and no Linkedid,
 * by which the channels of a call are known to belong together; 12 has the names and not the Linkedid.
 *
 * @param text  as the PBX tells it; empty when it does not
 * @param major first number of the version, e.g. 22; 0 when it cannot be told
 */
record PbxVersion(String text, int major) {

    /** The oldest that is followed. Tried are 16 and 22. */
    static final int OLDEST = 13;

    /** The number behind words such as {@code Asterisk} or {@code certified/}, of {@code 18.9-cert5} and {@code 22.10.1~dfsg} alike. */
    private static final Pattern NUMBER = Pattern.compile("\\D{0,30}+(\\d{1,3}+)\\.(\\d{1,3}+).{0,200}+", Pattern.DOTALL);
    /** Of the AMI itself: 1.x up to Asterisk 11, 2.0 to 2.4 in 12, from 2.5 on in 13. */
    private static final Pattern AMI = Pattern.compile("\\D{0,40}+(\\d{1,3}+)\\.(\\d{1,3}+).{0,40}+", Pattern.DOTALL);

    /**
     * @param settings AsteriskVersion of CoreSettings; empty when the AMI user may not ask
     * @param greeting first line of the connection, {@code Asterisk Call Manager/5.0.2}
     */
    static PbxVersion of(String settings, String greeting) {
        Matcher number = NUMBER.matcher(settings);
        if (number.matches()) {
            return new PbxVersion(settings, Integer.parseInt(number.group(1)));
        }
        Matcher ami = AMI.matcher(greeting);
        if (!ami.matches()) {
            return new PbxVersion(settings, 0);
        }
        int first = Integer.parseInt(ami.group(1));
        boolean old = first < 2 || first == 2 && Integer.parseInt(ami.group(2)) < 5;
        return new PbxVersion(settings, old ? OLDEST - 1 : 0);
    }

    /** Why its calls cannot be followed, in words for an admin; empty when they can, or when the version is not known. */
    Optional<ConnectionReason> refusal() {
        return major == 0 || major >= OLDEST ? Optional.empty()
                : Optional.of(text.isEmpty() ? ConnectionReason.of(Code.VERY_OLD, "oldest", OLDEST)
                        : new ConnectionReason(Code.TOO_OLD, Map.of("version", text, "oldest", OLDEST)));
    }
}
