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
package org.apache.ofbiz.embedded.data;

import java.nio.file.Path;
import java.util.List;

/** What an <code>ofbiz-component.xml</code> declares. Paths are absolute. */
public record Component(String name, Path root, List<Path> configFolders, List<Path> entityModels, List<Path> entityEcas, List<DataFile> dataFiles,
        List<Path> serviceModels, List<Path> serviceEcas, List<Webapp> webapps, List<ContainerClass> containers) {

    /** @param reader seed, seed-initial, demo or ext */
    public record DataFile(String reader, Path file) {
    }

    /** @param basePermissions what a user needs (any action of each) to see the webapp at all; NONE is an empty list */
    public record Webapp(String name, String title, String mountPoint, Path location, List<String> basePermissions, boolean appBarDisplay) {
    }

    /** @param className a {@link org.apache.ofbiz.base.container.Container} */
    public record ContainerClass(String name, String className) {
    }
}
