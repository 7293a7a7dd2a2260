/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
package org.apache.ofbiz.base.location;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import org.apache.ofbiz.embedded.spi.ComponentRoots;
import org.apache.ofbiz.embedded.spi.RunningHost;

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
            Path root = RunningHost.find(ComponentRoots.class).flatMap(roots -> roots.of(nameAndPath[0]))
                    .orElseThrow(() -> new MalformedURLException("no component named " + nameAndPath[0] + " is loaded: " + location));
            return root.resolve(nameAndPath.length > 1 ? nameAndPath[1] : "").toUri().toURL();
        }
        return location.contains("://") || location.startsWith("file:")
                ? new URL(location) : Thread.currentThread().getContextClassLoader().getResource(location);
    }
}
