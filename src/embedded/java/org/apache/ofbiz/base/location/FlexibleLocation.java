/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.location;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import org.apache.ofbiz.embedded.data.Backend;

/** Addresses of files: <code>component://name/path</code>, any other URL, or a name on the class path. */
public final class FlexibleLocation {
    private FlexibleLocation() {
    }

    /** @throws MalformedURLException when the component is not loaded; null when a name is not on the class path */
    public static URL resolveLocation(String location) throws MalformedURLException {
        if (location == null || location.isEmpty()) {
            return null;
        }
        if (location.startsWith("component://")) {
            String[] nameAndPath = location.substring("component://".length()).split("/", 2);
            Path root = Backend.running().flatMap(host -> host.component(nameAndPath[0])).map(component -> component.root())
                    .orElseThrow(() -> new MalformedURLException("no component named " + nameAndPath[0] + " is loaded: " + location));
            return root.resolve(nameAndPath.length > 1 ? nameAndPath[1] : "").toUri().toURL();
        }
        return location.contains("://") || location.startsWith("file:")
                ? new URL(location) : Thread.currentThread().getContextClassLoader().getResource(location);
    }
}
