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
package org.apache.ofbiz.asterisk.ami;

/** What kind of fault keeps a connection from coming about, as far as its words tell: it decides what an admin looks at first. */
public enum ConnectionFault {
    LOG_IN, CHANNELS, CERTIFICATE, ADDRESS, AWAY;

    /** @param words of {@link ConnectionState} or {@link TrialLogIn.Found} */
    public static ConnectionFault of(String words) {
        if (words.contains("refused the log-in")) {
            return LOG_IN;
        }
        if (words.contains("did not list its channels")) {
            return CHANNELS;
        }
        if (words.contains("certificate") || words.contains("TLS")) {
            return CERTIFICATE;
        }
        return words.contains("nothing answers") || words.contains("is not known") ? ADDRESS : AWAY;
    }
}
