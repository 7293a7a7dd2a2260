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
package org.apache.ofbiz.asterisk.crm.telephony;

import org.apache.ofbiz.asterisk.call.Person;

/** Is told of calls that somebody must be able to find later. Implementations are thread-safe and quick. */
public interface DialReports {

    /** Tells nobody. */
    DialReports NONE = new DialReports() {
        @Override
        public void emergency(Person user, String number) {
            // asked for while somebody types: nothing is dialed
        }

        @Override
        public void refused(Person user, String number, String why) {
            // asked for while somebody types: nothing is dialed
        }

        @Override
        public void limitReached(Person user, String number, int limit) {
            // asked for while somebody types: nothing is dialed
        }
    };

    /** This user wanted to call what they may not; the same is told now and then only. */
    void refused(Person user, String number, String why);

    /** This user calls an emergency number. */
    void emergency(Person user, String number);

    /** This user was stopped: they have placed as many calls within an hour as they may. */
    void limitReached(Person user, String number, int limit);
}
