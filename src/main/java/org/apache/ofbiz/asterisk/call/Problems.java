/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

/** Where pure code reports what should not have happened, since it does not log itself. Thread-safe; never throws, never blocks. */
@FunctionalInterface
public interface Problems {

    /** @param what what was being done, in words, without secrets */
    void report(String what, Throwable cause);
}
