/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfbizDialRulesTest {

    private static final Person USER = new Person("agent1001", "AGENT1", "Liis");

    private final Map<String, String> texts = new HashMap<>();
    private final Servers servers = mock(Servers.class);
    private final OfbizDialRules rules = new OfbizDialRules(new Settings(texts::get), servers);
    @TempDir
    private Path folder;

    @Test
    void separatorsAreTakenOut() {
        assertThat(dialable("+372 (555) 12-34"), is("+3725551234"));
        assertThat(dialable("tel:+372.555\u20111234"), is("+3725551234"));
        assertThat(dialable("030/901820"), is("030901820"));
    }

    @Test
    void whatNoPhoneDialsIsRefused() {
        for (String number : new String[] {"", "12", "call me", "1001@evil", "123&456", "1234567890123456789012", "12+34", "*99#"}) {
            assertThat(number, refusal(number), is(new Refusal(Code.NUMBER_INVALID, number)));
        }
    }

    @Test
    void lineBreaksAndNulAreRefusedNamingTheField() {
        for (String number : new String[] {"372555\r\nApplication: System", "372555\n", "372555\0"}) {
            assertThat(refusal(number), is(new Refusal(Code.VALUE_REFUSED, "number")));
        }
    }

    @Test
    void forbiddenNumbersAndThoseNotAllowedAreRefused() {
        texts.put("outboundForbidden", "\\+?(372)?900.*");
        texts.put("outboundAllowed", "\\+372.*");
        assertThat(refusal("+372 900 1234"), is(new Refusal(Code.NUMBER_NOT_ALLOWED, "+372 900 1234")));
        assertThat(refusal("+1 801 555 5555"), is(new Refusal(Code.NUMBER_NOT_ALLOWED, "+1 801 555 5555")));
        assertThat(dialable("+372 555 1234"), is("+3725551234"));
    }

    @Test
    void recordingsGoToTheServersFolderUnlessSwitchedOff() {
        when(servers.recordings("PBX")).thenReturn(new RecordingFolder(folder));
        assertThat(rules.recordingFile("PBX", "ofbiz-1"), is(Optional.of(folder.resolve("ofbiz-1.wav").toString())));
        texts.put("recordOutCalls", "false");
        assertThat(rules.recordingFile("PBX", "ofbiz-1"), is(Optional.empty()));
    }

    private String dialable(String number) {
        return rules.check(USER, number).dialable().orElseThrow();
    }

    private Refusal refusal(String number) {
        return rules.check(USER, number).refusal().orElseThrow();
    }
}
