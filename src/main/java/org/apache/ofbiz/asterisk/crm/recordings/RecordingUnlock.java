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
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.EncryptedSound;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKey;
import org.apache.ofbiz.asterisk.crm.recordings.encryption.RecordingKeys;

/** Tells encrypted recordings from plain ones, and opens both. Immutable, thread-safe. */
record RecordingUnlock(RecordingKeys keys) {

    /**
     * The sound itself: of an encrypted file what was encrypted, else the file as it is. Tells at once where it can't be decrypted, and closes it
     * then. A file that was changed in its middle throws when that part is read.
     */
    OpenedRecording open(RecordingFile file) throws IOException {
        Optional<EncryptedSound.Head> head = EncryptedSound.head(file.raw());
        if (head.isEmpty()) {
            return new OpenedRecording.Playable(file);
        }
        String keyId = head.get().keyId();
        Optional<RecordingKey> key = keys.key(keyId);
        if (key.filter(known -> isOf(head.get(), known)).isEmpty()) {
            file.close();
            return new OpenedRecording.Locked(keyId, key.isEmpty() ? OpenedRecording.Reason.KEY_MISSING : OpenedRecording.Reason.OTHER_KEY);
        }
        try {
            return new OpenedRecording.Playable(decrypted(file, key.get()));
        } catch (IOException e) {
            file.close();
            return new OpenedRecording.Locked(keyId, OpenedRecording.Reason.DAMAGED);
        }
    }

    private static RecordingFile decrypted(RecordingFile file, RecordingKey key) throws IOException {
        SeekableByteChannel plain = EncryptedSound.decrypting(file.raw(), key);
        if (plain.size() < 0) {
            throw new IOException("The file is too short");
        }
        RecordingFile sound = file.decrypted(plain);
        sound.copyTo(OutputStream.nullOutputStream(), 0, 1);
        sound.copyTo(OutputStream.nullOutputStream(), Math.max(0, sound.length() - 1), 1); // the last part tells whether others are missing
        return sound;
    }

    /** Whether a file is encrypted, with this key. */
    static boolean isEncryptedWith(RecordingKey key, RecordingFile file) throws IOException {
        return EncryptedSound.head(file.raw()).filter(head -> isOf(head, key)).isPresent();
    }

    private static boolean isOf(EncryptedSound.Head head, RecordingKey key) {
        return head.keyId().equals(key.id()) && head.fingerprint().equals(key.fingerprint());
    }
}
