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

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** A key by which recordings are encrypted. Its secret leaves it in no text. Immutable, thread-safe. */
public final class RecordingKey {

    /** Bytes of a secret. */
    public static final int LENGTH = 32;
    /** Bytes of a fingerprint. */
    static final int FINGERPRINT = 8;
    private static final String HASH = "HmacSha256";
    /** Bytes: what is read at once where a player seeks. */
    private static final int SEGMENT = 64 * 1024;
    private static final byte[] CHECKED = "which key of recordings this is".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final byte[] secret;

    /** @param secret of {@link #LENGTH} */
    RecordingKey(String id, byte[] secret) {
        this.id = id;
        this.secret = secret.clone();
    }

    public String id() {
        return id;
    }

    /** Sixteen characters that two different keys don't share, and that tell nothing else of the secret. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(Hkdf.computeHkdf(HASH, secret, new byte[0], CHECKED, FINGERPRINT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has HMAC with SHA-256
        }
    }

    /** Each file gets a key of its own, derived from this one. @param offset bytes that come before what is encrypted */
    AesGcmHkdfStreaming cipher(int offset) {
        try {
            return new AesGcmHkdfStreaming(secret, HASH, LENGTH, SEGMENT, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // lengths are those that it takes
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
