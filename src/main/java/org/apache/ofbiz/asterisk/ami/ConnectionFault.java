/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

/** What kind of fault keeps a connection from coming about, as far as its words tell: it decides what an admin looks at first. */
public enum ConnectionFault {
    LOG_IN, CHANNELS, CERTIFICATE, ADDRESS, AWAY;

    /** @param words of {@link ConnectionState} or {@link TrialLogIn.Found} */
    public static ConnectionFault of(String words) {
        if (words.contains("refused the log-in")) {
            return LOG_IN;
        }
        if (words.contains("did not list its channels")) {
            return CHANNELS;
        }
        if (words.contains("certificate") || words.contains("TLS")) {
            return CERTIFICATE;
        }
        return words.contains("nothing answers") || words.contains("is not known") ? ADDRESS : AWAY;
    }
}
