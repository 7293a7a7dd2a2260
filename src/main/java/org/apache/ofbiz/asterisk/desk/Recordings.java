/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.Optional;
import org.apache.ofbiz.asterisk.call.PhoneCall;

/** Which calls are to be recorded, and where to. Implemented by {@code crm}; thread-safe; may wait for the database. */
public interface Recordings {

    /** Absolute path for the recording of this call; empty when it is not to be recorded. */
    Optional<String> fileFor(PhoneCall call);
}
