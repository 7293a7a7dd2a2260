/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.setup;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret that nobody guesses, of characters that manager.conf takes as they are. */
public final class NewSecret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private NewSecret() {
    }

    /** 48 hexadecimal digits. */
    public static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
