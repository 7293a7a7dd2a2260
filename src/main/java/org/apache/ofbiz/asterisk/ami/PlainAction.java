/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import org.asteriskjava.manager.action.AbstractManagerAction;

/** An AMI action without headers that asterisk-java has no class for. */
public final class PlainAction extends AbstractManagerAction {

    private static final long serialVersionUID = 1L;

    private final String name;

    PlainAction(String name) {
        this.name = name;
    }

    @Override
    public String getAction() {
        return name;
    }
}
