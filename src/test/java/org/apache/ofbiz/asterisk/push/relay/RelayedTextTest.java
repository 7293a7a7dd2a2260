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
package org.apache.ofbiz.asterisk.push.relay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelayedTextTest {

    @Test
    void anOfferAndItsEndAreAboutTheSame() {
        assertThat(RelayedText.about("{\"type\":\"NC\",\"callId\":\"PBX:1\"}"), is(Optional.of("NC PBX:1")));
        assertThat(RelayedText.about("{\"type\":\"OC\",\"callId\":\"PBX:1\"}"), is(Optional.of("NC PBX:1")));
        assertThat(RelayedText.about("{\"type\":\"AGENT\"}"), is(Optional.of("AGENT ")));
    }

    @Test
    void answersAndWhatAddsUpAreAllSent() {
        assertThat(RelayedText.about("{\"type\":\"OK\",\"re\":\"1\"}"), is(Optional.empty()));
        assertThat(RelayedText.about("{\"type\":\"ERROR\",\"re\":null}"), is(Optional.empty()));
        assertThat(RelayedText.about("{\"type\":\"TEAM\",\"all\":false}"), is(Optional.empty()));
        assertThat(RelayedText.about("no JSON"), is(Optional.empty()));
    }
}
