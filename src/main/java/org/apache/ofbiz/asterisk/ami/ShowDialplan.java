/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import org.asteriskjava.manager.action.AbstractManagerAction;

/** Asks for a part of the dialplan; asterisk-java's own action asks for all of it. Public, since asterisk-java reads actions by reflection. */
public final class ShowDialplan extends AbstractManagerAction {

    private static final long serialVersionUID = 1L;

    private final String context;
    private final String extension;

    /**
     * @param context   empty for all of the dialplan
     * @param extension empty for all of the context
     */
    ShowDialplan(String context, String extension) {
        this.context = context;
        this.extension = extension;
    }

    @Override
    public String getAction() {
        return "ShowDialPlan";
    }

    /** Null leaves the header out. */
    public String getContext() {
        return context.isEmpty() ? null : context;
    }

    /** Null leaves the header out. */
    public String getExtension() {
        return extension.isEmpty() ? null : extension;
    }
}
