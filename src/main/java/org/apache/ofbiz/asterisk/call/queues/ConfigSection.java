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
package org.apache.ofbiz.asterisk.call.queues;

import java.util.List;

/**
 * A section of a configuration file of the PBX.
 *
 * @param template whether other sections can inherit from it; the PBX's modules skip it
 */
public record ConfigSection(String name, boolean template, List<Entry> entries) {

    /** A line of a section. */
    public record Entry(String name, String value) {
    }

    public ConfigSection {
        entries = List.copyOf(entries);
    }
}
