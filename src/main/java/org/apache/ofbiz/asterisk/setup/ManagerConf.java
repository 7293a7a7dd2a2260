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
package org.apache.ofbiz.asterisk.setup;

import java.util.ArrayList;
import java.util.List;
import org.apache.ofbiz.asterisk.ami.ManagerRights;

/** The lines of manager.conf that the call center needs, ready to paste. Pure. */
public final class ManagerConf {

    private ManagerConf() {
    }

    /**
     * The section of our AMI user. It is let in from this machine only, and gets what the call center needs and no more.
     *
     * @param secret  as it is there, or words instead of it where it may not be shown
     * @param address from where the PBX sees OFBiz: IPv4 or IPv6
     */
    public static String section(String user, String secret, String address) {
        boolean sixth = address.contains(":");
        List<String> lines = new ArrayList<>(List.of("[" + user + "]", "secret = " + secret, "deny = 0.0.0.0/0.0.0.0"));
        if (sixth) {
            lines.add("deny = ::/0");
        }
        lines.add("permit = " + address + (sixth ? "/128" : "/255.255.255.255"));
        lines.add(ManagerRights.Line.READ.text());
        lines.add(ManagerRights.Line.WRITE.text());
        lines.add("writetimeout = 5000");
        return String.join("\n", lines) + "\n";
    }

    /**
     * What the section [general], which is there already, has to say.
     *
     * @param address where the PBX listens, as OFBiz reaches it
     */
    public static String general(String address, int port, boolean tls) {
        List<String> lines = tls
                ? List.of("[general]", "enabled = yes", "tlsenable = yes", "tlsbindaddr = " + bracketed(address) + ":" + port,
                        "tlscertfile = /etc/asterisk/keys/asterisk.pem")
                : List.of("[general]", "enabled = yes", "bindaddr = " + address, "port = " + port);
        return String.join("\n", lines) + "\n";
    }

    private static String bracketed(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
