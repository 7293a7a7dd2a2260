/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
