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

import java.util.List;
import java.util.stream.Collectors;

/** What phones in pages need in the files of a plain Asterisk, 16 or newer. Stateless. */
public final class PagePhoneLines {

    /** As in FreePBX. */
    public static final String USUAL_ECHO_NUMBER = "*43";

    /** @param name in the folder of Asterisk's configuration */
    public record FileLines(String name, String text) {
    }

    private PagePhoneLines() {
    }

    /**
     * The files with what has to be added to each.
     *
     * @param names          of the extensions
     * @param context        that phones dial from
     * @param echoNumber     that page phones dial for a test
     * @param dailyPasswords whether OFBiz writes the passwords into Asterisk's own database
     */
    public static List<FileLines> files(List<String> names, String context, String echoNumber, boolean dailyPasswords) {
        String http = """
                [general]
                enabled=yes
                tlsenable=yes
                tlsbindaddr=0.0.0.0:8089
                tlscertfile=/etc/asterisk/keys/pbx.crt
                tlsprivatekey=/etc/asterisk/keys/pbx.key
                """;
        String common = """
                [wss]
                type=transport
                protocol=wss
                bind=0.0.0.0

                [page-phone](!)
                type=endpoint
                context=%s
                webrtc=yes
                disallow=all
                allow=opus,ulaw,alaw
                direct_media=no
                device_state_busy_at=1
                """.formatted(context);
        FileLines pjsip = new FileLines("pjsip.conf", common + names.stream().map(name -> phone(name, dailyPasswords)).collect(Collectors.joining()));
        FileLines sorcery = new FileLines("sorcery.conf", """
                [res_pjsip]
                auth=config,pjsip.conf,criteria=type=auth
                auth=astdb,ofbiz
                """);
        FileLines extensions = new FileLines("extensions.conf", """
                [%s]
                exten => %s,1,Answer()
                 same => n,Echo()
                 same => n,Hangup()
                """.formatted(context, echoNumber));
        FileLines first = new FileLines("http.conf", http);
        return dailyPasswords ? List.of(first, pjsip, sorcery, extensions) : List.of(first, pjsip, extensions);
    }

    private static String phone(String name, boolean dailyPasswords) {
        String endpoint = """

                [%1$s](page-phone)
                aors=%1$s
                auth=%1$s
                [%1$s]
                type=aor
                max_contacts=1
                remove_existing=yes
                qualify_frequency=5
                qualify_timeout=3
                """.formatted(name);
        return dailyPasswords ? endpoint : endpoint + """
                [%1$s]
                type=auth
                username=%1$s
                password=...
                """.formatted(name);
    }
}
