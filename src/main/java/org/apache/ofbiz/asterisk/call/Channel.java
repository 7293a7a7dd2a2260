/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.util.Objects;

/**
 * An Asterisk channel as events name it.
 *
 * @param name     e.g. {@code PJSIP/1001-00000006}
 * @param uniqueId Asterisk's Uniqueid, or the ChannelId that we gave it
 * @param linkedId Uniqueid of the oldest channel in the same call; Asterisk may change it while the call lives
 */
public record Channel(String name, String uniqueId, String linkedId) {

    public Channel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(uniqueId, "uniqueId");
        Objects.requireNonNull(linkedId, "linkedId");
    }

    /** Technology part of the name, e.g. {@code PJSIP}; the whole name where there is no slash. */
    public String technology() {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** Peer part of the name, e.g. {@code 1001} of {@code PJSIP/1001-00000006}; empty where there is none. */
    public String peerName() {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return "";
        }
        int dash = name.lastIndexOf('-');
        return dash > slash ? name.substring(slash + 1, dash) : name.substring(slash + 1);
    }

    /** True for Asterisk's internal helper channels, which are no phone and no line of their own. */
    public boolean isLocal() {
        return "Local".equals(technology());
    }
}
