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
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmiMessageReaderTest {

    private static final String GOOD = "Event: Hangup\r\nCause: 16\r\n\r\n";

    private ConnectionMetrics figures = new ConnectionMetrics(Clock.systemUTC());

    @Test
    void aBannerAndTwoMessages() throws IOException {
        AmiMessageReader in = reader("Asterisk Call Manager/11.0.0\r\n"
                + "Response: Success\r\nMessage: Hello: you\r\n\r\n"
                + "Event: Hangup\r\nCause: 16\r\n\r\n");

        assertThat(in.next().get().lines().get(0), is("Asterisk Call Manager/11.0.0"));
        assertThat(in.next().get().get("MESSAGE"), is("Hello: you"));
        assertThat(in.next().get().number("Cause"), is(16));
        assertThat(in.next(), is(Optional.empty()));
    }

    @Test
    void anExtraEmptyLineIsNoMessage() throws IOException {
        AmiMessageReader in = reader("Event: TestEvent\r\n\r\n\r\nEvent: Hangup\r\n\r\n");

        assertThat(in.next().get().event(), is("TestEvent"));
        assertThat(in.next().get().event(), is("Hangup"));
    }

    @Test
    void aStrayLineFeedStaysInItsValue() throws IOException {
        AmiMessageReader in = reader("Response: Success\r\nMessage: Park successful\n\r\nActionID: 7\r\n\r\n");

        AmiMessage message = in.next().get();

        assertThat(message.get("Message"), is("Park successful"));
        assertThat(message.get("ActionID"), is("7"));
    }

    @Test
    void namesAreUtf8() throws IOException {
        assertThat(reader("Event: NewCallerid\r\nCallerIDName: Jürgen Õ\r\n\r\n").next().get().get("CallerIDName"), is("Jürgen Õ"));
    }

    @Test
    void aMessageCutOffIsNone() throws IOException {
        assertThat(reader("Event: Hangup\r\nCause: 1").next(), is(Optional.empty()));
    }

    @Test
    void aLineOfAnotherWorldIsPassedOver() throws IOException {
        AmiMessageReader in = counting("Event: Hangup\r\nA: " + "x".repeat(10_000_000) + "\r\n\r\n" + GOOD);

        assertThat(in.next().get().number("Cause"), is(16));
        assertThat(figures.health(null).unreadable(), is(1L));
    }

    @Test
    void aMessageWithoutEndIsPassedOver() throws IOException {
        AmiMessageReader in = counting("A: b\r\n".repeat(2_000_000) + "\r\n" + GOOD);

        assertThat(in.next().get().number("Cause"), is(16));
        assertThat(figures.health(null).unreadable(), is(1L));
    }

    @Test
    void anotherWorldEndsOnlyWithAnEmptyLine() throws IOException {
        // the line breaks at the very byte where a part of it was passed over
        for (int length = 65_530; length < 65_560; length++) {
            AmiMessageReader in = counting("x".repeat(length) + "\r\nCause: 7\r\n\r\n" + GOOD);
            assertThat("a line of " + length, last(in).number("Cause"), is(16));
        }
    }

    @Test
    void whatIsCutOffIsCounted() throws IOException {
        AmiMessageReader in = counting(GOOD + "Event: Hangup\r\nCause: 1");

        assertThat(in.next().isPresent(), is(true));
        assertThat(in.next(), is(Optional.empty()));
        assertThat(figures.health(null).events(), is(1L));
        assertThat(figures.health(null).unreadable(), is(1L));
    }

    @Test
    void controlCharactersAreBlanks() throws IOException {
        AmiMessage message = reader("Event: X\r\nName: a\0b\tc\rd\r\n\r\n").next().get();

        assertThat(message.get("Name"), is("a b c d"));
    }

    @Test
    void unwantedEventsAreCountedAndPassedOver() throws IOException {
        AmiMessageReader in = new AmiMessageReader(bytes("Event: VarSet\r\nVariable: A\r\n\r\nEvent: VarSets\r\n\r\n" + GOOD
                + "Event: VarSet\r\n\r\n"), new EventNames(List.of("VarSet", "Newexten")), figures);

        assertThat(in.next().get().event(), is("VarSets"));
        assertThat(in.next().get().event(), is("Hangup"));
        assertThat(in.next(), is(Optional.empty()));
        assertThat(figures.health(null).events(), is(4L));
    }

    @Test
    void messagesAreTheSameHoweverTheyArrive() throws IOException {
        String text = "Asterisk Call Manager/11.0.0\r\n" + GOOD + "\r\nEvent: A\r\nName: J\u00fcrgen\r\n\r\n\r\n\r\nResponse: Success\r\n\r\n";
        List<String> atOnce = all(reader(text));

        for (int piece = 1; piece < 20; piece++) {
            assertThat(all(new AmiMessageReader(new InPieces(bytes(text), piece))), is(atOnce));
        }
        assertThat(atOnce.size(), is(4));
    }

    private AmiMessageReader counting(String text) {
        figures = new ConnectionMetrics(Clock.systemUTC());
        return new AmiMessageReader(bytes(text), EventNames.NONE, figures);
    }

    private static AmiMessage last(AmiMessageReader in) throws IOException {
        AmiMessage last = in.next().get();
        for (Optional<AmiMessage> next = in.next(); next.isPresent(); next = in.next()) {
            last = next.get();
        }
        return last;
    }

    private static List<String> all(AmiMessageReader in) throws IOException {
        List<String> all = new ArrayList<>();
        for (Optional<AmiMessage> next = in.next(); next.isPresent(); next = in.next()) {
            all.add(next.get().toString());
        }
        return all;
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives few bytes at a time, as a network may. */
    private static final class InPieces extends FilterInputStream {

        private final int most;

        InPieces(InputStream in, int most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return super.read(into, from, Math.min(most, length));
        }
    }

    private static AmiMessageReader reader(String text) {
        return new AmiMessageReader(bytes(text));
    }
}
