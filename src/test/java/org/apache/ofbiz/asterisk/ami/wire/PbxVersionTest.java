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
package org.apache.ofbiz.asterisk.ami.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which versions are followed. */
class PbxVersionTest {

    @Test
    void versionsFromThirteenOnAreFollowed() {
        Map.of("22.10.1~dfsg+~cs6.17", 22, "16.28.0~dfsg-0+deb11u10", 16, "certified/18.9-cert5", 18, "Asterisk certified/13.21-cert6", 13,
                "20.7.0", 20, "13.38.3", 13, "21.0.0-rc1", 21).forEach((version, major) -> {
                    assertThat(PbxVersion.of(version, "Asterisk Call Manager/5.0.2"), is(new PbxVersion(version, major)));
                    assertThat(version, PbxVersion.of(version, "").refusal(), is(Optional.empty()));
                });
    }

    @Test
    void olderOnesAreRefusedByName() {
        List.of("11.25.3", "12.8.2", "1.8.32.3", "certified/11.6-cert18", "1.4.44").forEach(version -> assertThat(
                PbxVersion.of(version, "").refusal().orElseThrow().text(), is("Asterisk " + version + " is too old: version 13 or newer is needed")));
    }

    @Test
    void withoutAVersionTheGreetingTells() {
        assertThat(PbxVersion.of("", "Asterisk Call Manager/1.3").refusal().orElseThrow().text(), containsString("Asterisk before 13"));
        assertThat(PbxVersion.of("GIT-master-0f8c7", "Asterisk Call Manager/2.4.1").refusal().isPresent(), is(true));
        assertThat(PbxVersion.of("", "Asterisk Call Manager/2.10.6").refusal(), is(Optional.empty()));
        assertThat(PbxVersion.of("GIT-master-0f8c7", "Asterisk Call Manager/11.0.0").refusal(), is(Optional.empty()));
        assertThat("nothing known", PbxVersion.of("", "").refusal(), is(Optional.empty()));
    }

    @Test
    void hostileTextIsReadAtOnce() {
        assertThat(PbxVersion.of("9".repeat(100_000), "1".repeat(100_000) + ".").major(), is(0));
        assertThat(PbxVersion.of(" ".repeat(100_000), "").major(), is(0));
    }
}
