/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import java.util.regex.Pattern;
import org.apache.ofbiz.base.util.Debug;

/** What goes over the wire, for whoever switches verbose logging on: {@code >>} sent, {@code <<} received, secrets masked. */
final class WireLog {

    private static final String MODULE = WireLog.class.getName();
    private static final Pattern SECRET = Pattern.compile("(?i)\\b(secret|key|challenge): ?.*?(?= \\| |$)");

    private final String serverId;

    WireLog(String serverId) {
        this.serverId = serverId;
    }

    void sent(String text) {
        if (Debug.verboseOn()) {
            Debug.logVerbose(line(">>", String.join(" | ", text.strip().split("\r\n"))), MODULE);
        }
    }

    void received(AmiMessage message) {
        if (Debug.verboseOn()) {
            Debug.logVerbose(line("<<", message.toString()), MODULE);
        }
    }

    String line(String direction, String text) {
        return serverId + " " + direction + " " + SECRET.matcher(text).replaceAll("$1: ***");
    }
}
