/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmiMessageReaderTest {

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
    void whatNoPbxSendsIsRefused() {
        assertThrows(IOException.class, () -> reader("x".repeat(70_000)).next());
        assertThrows(IOException.class, () -> reader("A: b\r\n".repeat(10_002)).next());
    }

    private static AmiMessageReader reader(String text) {
        return new AmiMessageReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
