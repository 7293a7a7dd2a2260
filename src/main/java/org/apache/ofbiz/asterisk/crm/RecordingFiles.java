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
package org.apache.ofbiz.asterisk.crm;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Recordings that were attached to calls, by the contentId that a PhoneCall row holds. Whether the user may hear it is asked before. Thread-safe. */
public final class RecordingFiles {

    private final Rows rows;

    public RecordingFiles(Delegator delegator) {
        this.rows = new Rows(delegator);
    }

    /** The recording, where its file is still there. */
    public Optional<Recording> open(String contentId) {
        return Rows.one(rows.from("Content").where("contentId", contentId))
                .map(content -> content.getString("dataResourceId"))
                .flatMap(id -> Rows.one(rows.from("DataResource").where("dataResourceId", id)))
                .filter(data -> "LOCAL_FILE".equals(data.getString("dataResourceTypeId")))
                .flatMap(RecordingFiles::recording);
    }

    private static Optional<Recording> recording(GenericValue data) {
        try {
            Path file = Path.of(data.getString("objectInfo"));
            return Optional.of(new Recording(file, Files.size(file), data.getString("mimeTypeId")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** @param length bytes */
    public record Recording(Path file, long length, String mimeType) {

        /** Writes all of it; the stream stays open. */
        public void copyTo(OutputStream out) throws IOException {
            Files.copy(file, out);
        }
    }
}
