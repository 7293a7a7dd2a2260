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
package org.apache.ofbiz.asterisk.lab;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.ofbiz.embedded.pbx.PhoneBehaviour;

/** A PBX with people at its telephones, real or simulated, whom a test tells what to do. */
interface Stage extends AutoCloseable {

    AsteriskLab.Ami ami();

    Path recordingsFolder();

    /** How long a claimed call rings before it goes back to waiting. */
    Duration claimRing();

    /** What the phone of this extension does from now on. */
    void phone(String extension, PhoneBehaviour behaviour);

    /**
     * What a customer's phone does when it is called.
     * @param talk after how long he hangs up once he answered
     * @return his number
     */
    String customer(PhoneBehaviour behaviour, Duration talk);

    /** A customer calls the service number and hangs up after that time, if nobody else did. */
    void customerCalls(String number, String name, Duration hangsUpAfter);

    @Override
    void close() throws Exception;
}
