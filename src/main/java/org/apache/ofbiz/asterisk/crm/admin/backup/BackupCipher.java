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
package org.apache.ofbiz.asterisk.crm.admin.backup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts the secrets of a backup by a passphrase: AES-256-GCM, its key by PBKDF2 with HMAC-SHA-256. Stateless. */
final class BackupCipher {

    /** Characters of a passphrase. */
    static final int SHORTEST = 12;
    static final int LONGEST = 200;
    static final int ITERATIONS = 600_000;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BITS = 256;
    private static final byte[] PURPOSE = "ofbiz-asterisk-backup 1".getBytes(StandardCharsets.UTF_8);
    private static final SecureRandom RANDOM = new SecureRandom();

    private BackupCipher() {
    }

    /** Salt, nonce, and the text with its tag. */
    static byte[] encrypt(String text, String passphrase) {
        byte[] salt = new byte[SALT];
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(nonce);
        try {
            byte[] data = cipher(Cipher.ENCRYPT_MODE, passphrase, salt, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(salt, SALT + NONCE + data.length);
            System.arraycopy(nonce, 0, all, SALT, NONCE);
            System.arraycopy(data, 0, all, SALT + NONCE, data.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty for another passphrase, or data that were changed. */
    static Optional<String> decrypt(byte[] all, String passphrase) {
        if (all.length < SALT + NONCE + TAG_BITS / Byte.SIZE || passphrase.isEmpty() || passphrase.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, passphrase, Arrays.copyOf(all, SALT), Arrays.copyOfRange(all, SALT, SALT + NONCE))
                    .doFinal(all, SALT + NONCE, all.length - SALT - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException otherPassphrase) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, String passphrase, byte[] salt, byte[] nonce) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, ITERATIONS, KEY_BITS);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(PURPOSE);
            return cipher;
        } finally {
            spec.clearPassword();
        }
    }
}
