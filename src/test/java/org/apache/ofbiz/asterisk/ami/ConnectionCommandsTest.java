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
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ofbiz.asterisk.call.CallEvent;
import org.apache.ofbiz.asterisk.call.PbxCommands.Failure;
import org.apache.ofbiz.asterisk.call.PbxCommands.Originate;
import org.apache.ofbiz.asterisk.call.PbxCommands.Redirect;
import org.apache.ofbiz.asterisk.call.PbxCommands.Result;
import org.apache.ofbiz.asterisk.fixture.PbxPlayer;
import org.junit.jupiter.api.Test;

/** Commands to a PBX on a real loopback socket: what is sent, and what becomes of the answer. */
class ConnectionCommandsTest extends ConnectionTest {

    @Test
    void placesACallWithAnIdOfItsOwn() throws Exception {
        pbx().answer("Originate", action -> "Response: Success\r\nMessage: Originate successfully queued\r\n");
        connected();

        Result result = await(connection().commands().originate(call("PJSIP/1001", "outbound", "3725550000")));

        PbxPlayer.Action sent = pbx().received("Originate");
        assertThat(result.ok(), is(true));
        assertThat(sent.get("Channel"), is("PJSIP/1001"));
        assertThat(sent.get("ChannelId"), is("ofbiz-1"));
        assertThat(sent.get("Exten"), is("3725550000"));
        assertThat(sent.get("Context"), is("outbound"));
        assertThat(sent.get("Priority"), is("1"));
        assertThat(sent.get("Timeout"), is("20000"));
        assertThat(sent.get("Async"), is("true"));
        assertThat(sent.get("CallerID"), is("\"Desk\" <1001>"));
        assertThat(sent.get("Variable"), is("CALL_RECORDING_FILE=/rec/ofbiz-1.wav"));
        assertThat(((CallEvent.OriginateRequested) next()).channelId(), is("ofbiz-1"));
    }

    @Test
    void saysWhyACallWasRefused() throws Exception {
        pbx().answer("Originate", action -> "Response: Error\r\nMessage: Extension does not exist.\r\n");
        pbx().answer("Redirect", action -> "Response: Error\r\nMessage: Channel does not exist: PJSIP/trunk-00000021\r\n");
        pbx().answer("Hangup", action -> "Response: Error\r\nMessage: No such channel\r\n");
        connected();

        assertThat(kind(connection().commands().originate(call("PJSIP/1001", "nosuch", "1"))), is(Failure.Kind.NO_SUCH_EXTENSION));
        assertThat(kind(connection().commands().redirect(new Redirect("PJSIP/trunk-00000021", "claim", "1002"))), is(Failure.Kind.CHANNEL_GONE));
        assertThat(kind(connection().commands().hangup("PJSIP/trunk-00000021")), is(Failure.Kind.CHANNEL_GONE));
        pbx().answer("Redirect", action -> "Response: Error\r\nMessage: Redirect failed, channel not up.\r\n");
        assertThat(kind(connection().commands().redirect(new Redirect("PJSIP/trunk-00000021", "claim", "1002"))), is(Failure.Kind.CHANNEL_GONE));
        pbx().answer("Redirect", action -> "Response: Error\r\nMessage: Permission denied\r\n");
        assertThat(kind(connection().commands().redirect(new Redirect("PJSIP/trunk-00000021", "claim", "1002"))), is(Failure.Kind.NOT_PERMITTED));
        assertThat(next(), is(instanceOf(CallEvent.OriginateRequested.class)));
        assertThat(next(), is(instanceOf(CallEvent.OriginateFailed.class)));
    }

    @Test
    void sendsNothingThatIsNotSafe() throws Exception {
        connected();

        Result result = await(connection().commands().originate(call("PJSIP/1001", "outbound", "1\r\nApplication: System\r\nData: id")));

        assertThat(result.failure().get(), is(new Failure(Failure.Kind.INVALID_VALUE, "number holds CR, LF or NUL")));
        assertThat(pbx().hasReceived("Originate"), is(false));
        assertThat("announced", events().poll(), is(nullValue()));
    }

    @Test
    void givesUpWaitingForAnAnswerThatDoesNotCome() throws Exception {
        pbx().answer("Hangup", action -> null);
        connected();

        assertThat(kind(connection().commands().hangup("PJSIP/1001-00000001")), is(Failure.Kind.TIMEOUT));
    }

    @Test
    void refusesCommandsWhileThePbxIsAway() throws Exception {
        pbx().close();
        connect(pbx().server(), AT_ONCE);

        assertThat(kind(connection().commands().hangup("PJSIP/1001-00000001")), is(Failure.Kind.PBX_AWAY));
    }

    @Test
    void sendsNothingWhileAnotherNodeMayServeThePbx() throws Exception {
        AtomicBoolean ours = new AtomicBoolean(true);
        connected();
        connection().actOnlyWhile(ours::get);
        ours.set(false);

        assertThat(kind(connection().commands().hangup("PJSIP/1001-00000001")), is(Failure.Kind.PBX_AWAY));
        assertThat(pbx().hasReceived("Hangup"), is(false));
        ours.set(true);
        pbx().answer("Hangup", action -> "Response: Success\r\n");
        assertThat(await(connection().commands().hangup("PJSIP/1001-00000001")).ok(), is(true));
    }

    @Test
    void commandsInFlightFailWhenThePbxGoes() throws Exception {
        pbx().answer("Hangup", action -> null);
        connected();

        CompletionStage<Result> answer = connection().commands().hangup("PJSIP/1001-00000001");
        pbx().received("Hangup");
        pbx().drop();

        assertThat(kind(answer), is(Failure.Kind.PBX_AWAY));
    }

    private static Result await(CompletionStage<Result> answer) throws Exception {
        return answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Failure.Kind kind(CompletionStage<Result> answer) throws Exception {
        return await(answer).failure().orElseThrow().kind();
    }

    private static Originate call(String extension, String context, String number) {
        return new Originate("ofbiz-1", extension, context, number, "1001", "Desk", Duration.ofSeconds(20),
                Map.of("CALL_RECORDING_FILE", "/rec/ofbiz-1.wav"));
    }
}
