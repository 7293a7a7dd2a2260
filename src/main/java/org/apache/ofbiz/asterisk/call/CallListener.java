/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

/**
 * Is told of every change of every call, in order per call, on the call thread of the server: must return at once and do
 * no I/O. What it throws is logged by the caller and does not stop the others.
 */
@FunctionalInterface
public interface CallListener {

    /** The call is now as this snapshot says; {@code event} is what changed it. */
    void callChanged(PhoneCall call, CallEvent event);
}
