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
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of callers in whatever bytes an exchange sent them. */
class WireTextTest {

    private static final Charset OLD = Charset.forName("windows-1252");

    private static String decode(byte[] bytes) {
        byte[] message = new byte[bytes.length + 4];
        System.arraycopy(bytes, 0, message, 2, bytes.length);
        return WireText.decode(message, 2, 2 + bytes.length);
    }

    @Test
    void utf8IsUtf8() {
        for (String name : List.of("Mari", "Jo\u00e3o M\u00fcller", "\u0410\u043d\u043d\u0430", "\u5f20\u4f1f", "\ud83d\ude00", "", "is \uFFFD so")) {
            assertThat(decode(name.getBytes(StandardCharsets.UTF_8)), is(name));
        }
    }

    @Test
    void whatIsNoUtf8IsReadAsWindows1252() {
        for (String name : List.of("Jo\u00e3o M\u00fcller", "Andr\u00e9", "\u00c9cole \u20ac", "\u00fc", "Zo\u00eb \u0160ime")) {
            assertThat(decode(name.getBytes(OLD)), is(name));
        }
        assertThat("a byte that means nothing there", decode(new byte[] {'A', (byte) 0x81, (byte) 0xFC}), is("A \u00fc"));
    }

    @Test
    void aCharacterThatWasCutOffIsLeftOut() {
        byte[] name = "Jo\u00e3o M\u00fcller \u20ac".getBytes(StandardCharsets.UTF_8);
        assertThat(decode(Arrays.copyOf(name, name.length - 1)), is("Jo\u00e3o M\u00fcller "));
        assertThat(decode(Arrays.copyOf(name, name.length - 2)), is("Jo\u00e3o M\u00fcller "));
        byte[] cyrillic = "\u0410\u043d\u043d\u0430".getBytes(StandardCharsets.UTF_8);
        assertThat(decode(Arrays.copyOf(cyrillic, cyrillic.length - 1)), is("\u0410\u043d\u043d"));
    }

    @Test
    void eachValueOfAMessageIsReadForItself() throws IOException {
        byte[] old = "Event: Newchannel\r\nCallerIDName: Jo\u00e3o M\u00fcller\r\nContext: b\u00fcro\r\n\r\n".getBytes(OLD);
        AmiMessage message = new AmiMessageReader(new ByteArrayInputStream(old)).next().orElseThrow();
        assertThat(message.get("CallerIDName"), is("Jo\u00e3o M\u00fcller"));
        assertThat(message.headers().get("context"), is("b\u00fcro"));
    }
}
