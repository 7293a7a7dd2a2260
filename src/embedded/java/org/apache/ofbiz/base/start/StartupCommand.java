/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.start;

import java.util.Map;

/** One command of OFBiz's command line; the embedded host gives none to its containers. */
public final class StartupCommand {
    private final String name;
    private final Map<String, String> properties;

    private StartupCommand(String name, Map<String, String> properties) {
        this.name = name;
        this.properties = Map.copyOf(properties);
    }

    public String getName() {
        return name;
    }

    public Map<String, String> getProperties() {
        return properties;
    }
}
