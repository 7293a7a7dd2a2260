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
package org.apache.ofbiz.asterisk.crm.recordings.encryption;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The format of an encrypted recording: 64 bytes that tell the key, then Tink's AES256-GCM-HKDF stream in segments of 64 kB. Each segment, its place
 * and the 64 bytes are authenticated, so nothing that somebody changed, moved or cut off is ever read. Stateless.
 */
public final class EncryptedSound {

    private static final byte[] MAGIC = "\u0000OFBREC1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 64;
    private static final int ID_LENGTH = MAGIC.length;
    private static final int ID = ID_LENGTH + 1;
    private static final int LONGEST_ID = 20;
    private static final int PRINT = ID + LONGEST_ID;

    private EncryptedSound() {
    }

    /**
     * Which key a recording was encrypted with.
     *
     * @param fingerprint of this key: another one can have its name by now
     */
    public record Head(String keyId, String fingerprint) {
    }

    /** What the beginning of a file tells; empty for one that isn't encrypted. Leaves the channel at its beginning. */
    public static Optional<Head> head(SeekableByteChannel file) throws IOException {
        byte[] bytes = bytes(file);
        file.position(0);
        if (bytes.length < HEAD || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        int length = Math.min(LONGEST_ID, bytes[ID_LENGTH] & 0xff);
        return Optional.of(new Head(new String(bytes, ID, length, StandardCharsets.US_ASCII),
                HexFormat.of().formatHex(bytes, PRINT, PRINT + RecordingKey.FINGERPRINT)));
    }

    private static byte[] bytes(SeekableByteChannel file) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        file.position(0);
        while (head.hasRemaining() && file.read(head) > 0) { // until it is full, or the file ends
            continue;
        }
        return Arrays.copyOf(head.array(), head.position());
    }

    /** The sound, at its beginning. Reading throws where a segment isn't what was encrypted with this key. Closing it closes the file. */
    public static SeekableByteChannel decrypting(SeekableByteChannel file, RecordingKey key) throws IOException {
        byte[] head = bytes(file);
        file.position(0);
        try {
            return key.cipher(HEAD).newSeekableDecryptingChannel(file, head);
        } catch (GeneralSecurityException e) {
            throw new IOException("The file is no encrypted recording", e);
        }
    }

    /** Encrypts what is written to the stream; closing it writes the end, and closes the file. @param file empty so far */
    public static OutputStream encrypting(OutputStream file, RecordingKey key) throws IOException {
        byte[] id = key.id().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer head = ByteBuffer.allocate(HEAD).put(MAGIC).put((byte) id.length).put(id);
        head.position(PRINT).put(HexFormat.of().parseHex(key.fingerprint()));
        file.write(head.array());
        try {
            return key.cipher(HEAD).newEncryptingStream(file, head.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has AES-GCM
        }
    }
}
