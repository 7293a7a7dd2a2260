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
package org.apache.ofbiz.asterisk.ami.wire;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ofbiz.base.util.UtilProperties;

/**
 * Lists that only whoever manages the machine of OFBiz may change: a key of config/asterisk.properties, and the system property
 * {@code asterisk.KEY}, which adds to it. Rows of SystemProperty are never asked, so no page can extend what a page may reach.
 */
final class FileLists {

    private static final String RESOURCE = "asterisk";

    private FileLists() {
    }

    /** The entries of a key, without blanks; those of the default where the file has none. */
    static List<String> entries(String key, String defaultText) {
        String ofFile = UtilProperties.getPropertyValue(RESOURCE, key);
        return Stream.of(ofFile == null || ofFile.isBlank() ? defaultText : ofFile, System.getProperty(RESOURCE + '.' + key, ""))
                .flatMap(FileLists::split).toList();
    }

    static Stream<String> split(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty());
    }
}
