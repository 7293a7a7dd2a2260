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
package org.apache.ofbiz.embedded.pbx;

/**
 * A peer that the PBX knows: an extension of ours or the trunk.
 * @param name as in {@code PJSIP/name}
 * @param context where its calls enter the dialplan
 */
record Endpoint(String name, String context, CallerId callerId) {

    static final Endpoint TRUNK = new Endpoint("trunk", "from-trunk", CallerId.UNKNOWN);

    static Endpoint extension(String number) {
        return new Endpoint(number, "internal", new CallerId(number, "Agent " + number));
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
