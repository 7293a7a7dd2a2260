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
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.call.PbxCommands;
import org.apache.ofbiz.asterisk.call.voicemail.Mailbox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailBox;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailLog;
import org.apache.ofbiz.asterisk.crm.voicemail.VoicemailLog.Access;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.junit.jupiter.api.Test;

class VoicemailPbxTest {

    private static final Optional<PbxCommands.Result> REFUSED = Optional.of(PbxCommands.Result.failed(PbxCommands.Failure.Kind.REFUSED, "no"));
    private static final Optional<PbxCommands.Result> DONE = Optional.of(PbxCommands.Result.SUCCESS);

    private final List<String> done = new ArrayList<>();
    private final Delegator delegator = mock(Delegator.class);

    private void logs(boolean online) throws GenericEntityException {
        when(delegator.create(any(GenericValue.class))).thenAnswer(call -> {
            if (!online) {
                throw new GenericEntityException("offline");
            }
            done.add("logged");
            return null;
        });
        when(delegator.makeValue(any(), any(Map.class))).thenReturn(mock(GenericValue.class));
    }

    private Optional<Refusal.Code> act(Access access, Optional<PbxCommands.Result> result) {
        VoicemailBox box = new VoicemailBox("G.SUPPORT", "PBX", Mailbox.read("2000@default").orElseThrow(), true, "Support");
        return VoicemailPbx.act(new VoicemailLog(delegator, Clock.systemUTC()), new VoicemailLog.Entry(box, "old-1", "admin", access), () -> {
            done.add("asked");
            return result;
        }).map(Refusal::code);
    }

    @Test
    void onlyWhatThePbxRemovedIsLogged() throws GenericEntityException {
        logs(true);
        assertThat(act(Access.REMOVED, Optional.empty()), is(Optional.of(Refusal.Code.PBX_AWAY)));
        assertThat(act(Access.REMOVED, REFUSED).isPresent(), is(true));
        assertThat(done, is(List.of("asked", "asked")));
        assertThat(act(Access.REMOVED, DONE), is(Optional.empty()));
        assertThat(done, is(List.of("asked", "asked", "asked", "logged")));
    }

    @Test
    void whatHasGoneIsGoneAlsoWhereItCannotBeLogged() throws GenericEntityException {
        logs(false);
        assertThat(act(Access.REMOVED, DONE), is(Optional.empty()));
        assertThat(done, is(List.of("asked")));
    }

    @Test
    void nothingElseIsDoneBeforeItIsLogged() throws GenericEntityException {
        logs(true);
        for (Access access : List.of(Access.HEARD, Access.DELETED, Access.RESTORED, Access.FORWARDED)) {
            done.clear();
            assertThat(act(access, DONE), is(Optional.empty()));
            assertThat(access.name(), done, is(List.of("logged", "asked")));
            assertThat(act(access, REFUSED), is(Optional.of(Refusal.Code.PBX_REFUSED)));
        }
    }

    @Test
    void whatCannotBeLoggedIsNotDone() throws GenericEntityException {
        logs(false);
        for (Access access : List.of(Access.HEARD, Access.DELETED, Access.RESTORED, Access.FORWARDED)) {
            assertThat(act(access, DONE), is(Optional.of(Refusal.Code.FAILED)));
        }
        assertThat(done, is(List.of()));
    }
}
