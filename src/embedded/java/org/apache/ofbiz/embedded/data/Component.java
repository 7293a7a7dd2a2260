/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What an <code>ofbiz-component.xml</code> declares. Paths are absolute. */
public record Component(String name, Path root, List<Path> configFolders, List<Path> entityModels, List<Path> entityEcas, List<DataFile> dataFiles,
        List<Path> serviceModels, List<Path> serviceEcas, List<Webapp> webapps, List<ContainerClass> containers, List<Path> testSuites) {

    /** @param reader seed, seed-initial, demo or ext */
    public record DataFile(String reader, Path file) {
    }

    /** @param basePermissions what a user needs (any action of each) to see the webapp at all; NONE is an empty list */
    public record Webapp(String componentName, String name, String title, String mountPoint, Path location, List<String> basePermissions,
            String accessPermission, String menuName, boolean appBarDisplay, Map<String, String> initParameters) {
    }

    /** @param className a {@link org.apache.ofbiz.base.container.Container} */
    public record ContainerClass(String name, String className) {
    }
}
