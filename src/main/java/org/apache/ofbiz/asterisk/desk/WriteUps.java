/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

/** What agents wrote about calls. Implemented by {@code crm}; looks into the database, so it is asked on workers. Thread-safe. */
@FunctionalInterface
public interface WriteUps {

    /** Whether somebody has said what became of this call. */
    boolean disposed(String callId);
}
