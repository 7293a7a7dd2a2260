/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import org.asteriskjava.manager.action.AbstractManagerAction;

/** AMI's action Filter in the form that names an event (Asterisk 22); asterisk-java only knows the form with a pattern. */
public final class ExcludeEventAction extends AbstractManagerAction {

    private static final long serialVersionUID = 1L;

    private final String event;

    ExcludeEventAction(String event) {
        this.event = event;
    }

    @Override
    public String getAction() {
        return "Filter";
    }

    /** For asterisk-java, which sends what it finds by getters. */
    public String getOperation() {
        return "Add";
    }

    /** As {@link #getOperation()}. */
    public String getMatchCriteria() {
        return "action(exclude),name(" + event + ")";
    }

    /** The PBX asks for the header, even without a pattern. */
    public String getFilter() {
        return "";
    }
}
