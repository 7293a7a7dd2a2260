/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import java.util.Locale;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** What a user reads. Thread-safe. */
public interface Words {

    /** @param code a refusal's code, or one of the socket's own; {@code detail} is empty where there is none */
    String refusal(String code, String detail, Locale locale);

    String outcome(PhoneCall.Outcome outcome, Locale locale);

    /** What an enumeration is called, e.g. a reason for a pause. @param description what its row says, for one that somebody has added */
    String enumeration(String enumId, String description, Locale locale);
}
