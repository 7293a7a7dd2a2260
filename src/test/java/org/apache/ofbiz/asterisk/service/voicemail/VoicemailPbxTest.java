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
package org.apache.ofbiz.asterisk.service.voicemail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.entity.GenericEntityException;
import org.junit.jupiter.api.Test;

class VoicemailPbxTest {

    private final List<String> done = new ArrayList<>();

    private Optional<Refusal.Code> removed(Optional<PbxCommands.Result> result) {
        return VoicemailPbx.removed(result, () -> done.add("logged")).map(Refusal::code);
    }

    @Test
    void onlyWhatThePbxDidIsLogged() {
        assertThat(removed(Optional.empty()), is(Optional.of(Refusal.Code.PBX_AWAY)));
        assertThat(removed(Optional.of(PbxCommands.Result.failed(PbxCommands.Failure.Kind.REFUSED, "no"))).isPresent(), is(true));
        assertThat(done, is(List.of()));
        assertThat(removed(Optional.of(PbxCommands.Result.SUCCESS)), is(Optional.empty()));
        assertThat(done, is(List.of("logged")));
    }

    @Test
    void whatHasGoneIsGoneAlsoWhereItCannotBeLogged() {
        assertThat(VoicemailPbx.removed(Optional.of(PbxCommands.Result.SUCCESS), () -> {
            throw new GenericEntityException("offline");
        }), is(Optional.empty()));
    }
}
