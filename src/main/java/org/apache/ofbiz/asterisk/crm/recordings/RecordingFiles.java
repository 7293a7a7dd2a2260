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
package org.apache.ofbiz.asterisk.crm.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Recordings that were attached to calls, by the contentId that a PhoneCall row holds. Whether the user may hear it is asked before; that
 * the file is a recording is checked each time, since anyone who may change contents could name any file. Thread-safe.
 */
public final class RecordingFiles {

    private static final String MODULE = RecordingFiles.class.getName();

    private final Rows rows;
    private final Settings settings;

    public RecordingFiles(Delegator delegator, Settings settings) {
        this.rows = new Rows(delegator);
        this.settings = settings;
    }

    /** The keys that the settings name. */
    public static RecordingKeys keys(Settings settings) {
        return RecordingKeys.of(settings, RecordingRoots.of(settings)::hold);
    }

    /** The recording, where its file is still there and is one, and can be decrypted; to be closed. */
    public OpenedRecording open(String contentId) {
        return raw(contentId).map(file -> {
            try {
                return new RecordingUnlock(keys(settings)).open(file);
            } catch (IOException e) {
                Debug.logError(e, "Couldn't read the recording of Content " + contentId, MODULE);
                return new OpenedRecording.Gone();
            }
        }).map(RecordingFiles::told).orElseGet(OpenedRecording.Gone::new);
    }

    private static OpenedRecording told(OpenedRecording opened) {
        if (opened instanceof OpenedRecording.Locked locked) {
            Debug.logWarning("Recording not decrypted with key " + locked.keyId() + ": " + locked.reason(), MODULE);
        }
        return opened;
    }

    /** Why a recording that is there can't be played. */
    public Optional<OpenedRecording.Locked> locked(String contentId) {
        OpenedRecording opened = open(contentId);
        if (opened instanceof OpenedRecording.Playable sound) {
            try {
                sound.file().close();
            } catch (IOException e) {
                Debug.logWarning("Couldn't close a recording: " + e.getMessage(), MODULE);
            }
        }
        return opened instanceof OpenedRecording.Locked locked ? Optional.of(locked) : Optional.empty();
    }

    private Optional<RecordingFile> raw(String contentId) {
        return Rows.one(rows.from("Content").where("contentId", contentId))
                .map(content -> content.getString("dataResourceId"))
                .flatMap(id -> Rows.one(rows.from("DataResource").where("dataResourceId", id)))
                .filter(data -> "LOCAL_FILE".equals(data.getString("dataResourceTypeId")))
                .flatMap(this::recording);
    }

    /** A file that is gone may have been converted to another format since. */
    private static List<String> names(Path kept) {
        String name = kept.getFileName().toString();
        boolean there = Files.exists(kept, LinkOption.NOFOLLOW_LINKS) || AudioTypes.of(kept).isEmpty();
        return there ? List.of(name) : AudioTypes.names(name);
    }

    private Optional<RecordingFile> recording(GenericValue data) {
        try {
            Path kept = Path.of(Rows.text(data, "objectInfo"));
            RecordingRoots roots = RecordingRoots.of(settings);
            Optional<RecordingFile> file = kept.getFileName() == null ? Optional.empty() : names(kept).stream()
                    .flatMap(name -> RecordingFile.open(kept.resolveSibling(name), roots).stream()).findFirst();
            if (file.isEmpty()) {
                Debug.logWarning("Recording not allowed: the file of DataResource " + data.getString("dataResourceId")
                        + " is gone, is no recording, or is in none of the folders of recordingRoots", MODULE);
            }
            return file;
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
