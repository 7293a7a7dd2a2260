/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.pbx;

/**
 * A peer that the PBX knows: an extension of ours or the trunk.
 * @param name as in {@code PJSIP/name}
 * @param context where its calls enter the dialplan
 */
record Endpoint(String name, String context, Channel.Party callerId) {

    static final Endpoint TRUNK = new Endpoint("trunk", "from-trunk", Channel.Party.UNKNOWN);

    static Endpoint extension(String number) {
        return new Endpoint(number, "internal", new Channel.Party(number, "Agent " + number));
    }

    String device() {
        return "PJSIP/" + name;
    }

    boolean isTrunk() {
        return equals(TRUNK);
    }

    String contactUri() {
        return isTrunk() ? "sip:127.0.0.2" : "sip:" + name + "@127.0.0.1";
    }
}
