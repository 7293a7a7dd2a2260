/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.base.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Hashed passwords of the form <code>{SHA}hexadecimal</code>, as OFBiz's demo data has them; the embedded host knows no other. */
public final class HashCrypt {
    private static final String PREFIX = "{SHA}";

    private HashCrypt() {
    }

    /** False where the stored password is missing or of another form. */
    public static boolean comparePassword(String crypted, String defaultCrypt, String password) {
        if (crypted == null || !crypted.startsWith(PREFIX)) {
            return false;
        }
        byte[] stored = crypted.substring(PREFIX.length()).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(stored, hash(password).getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String password) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
