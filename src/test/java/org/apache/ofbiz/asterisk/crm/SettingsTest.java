/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Map<String, String> texts = new HashMap<>();
    private final Settings settings = new Settings(texts::get);

    @Test
    void theFileDescribesEachSettingAndHoldsItsDefault() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("config/asterisk.properties"))) {
            file.load(reader);
        }
        Map<String, String> defaults = new TreeMap<>();
        Settings.ALL.forEach(setting -> defaults.put(setting.name(), setting.defaultText()));
        assertThat(new TreeMap<>(file), equalTo(defaults));
    }

    @Test
    void everyDefaultCanBeRead() {
        Settings.ALL.forEach(Setting::defaultValue);
    }

    @Test
    void whatIsSetIsTaken() {
        texts.put("connectRetries", " 3 ");
        texts.put("recordOutCalls", "N");
        texts.put("extensionRingSeconds", "45");
        texts.put("allowedOrigins", "https://a.example, https://b.example:8443");
        assertThat(settings.get(Settings.CONNECT_RETRIES), is(3));
        assertThat(settings.get(Settings.RECORD_OUT_CALLS), is(false));
        assertThat(settings.get(Settings.EXTENSION_RING_TIME), is(Duration.ofSeconds(45)));
        assertThat(settings.get(Settings.ALLOWED_ORIGINS), is(Set.of("https://a.example", "https://b.example:8443")));
    }

    @Test
    void whatCannotBeReadGivesWayToTheDefault() {
        texts.put("connectRetries", "many");
        texts.put("extensionRingSeconds", "301");
        texts.put("uniqueUserSession", "perhaps");
        texts.put("defaultRegion", "Estonia");
        texts.put("partyProfileUrl", "javascript:alert(1)");
        texts.put("outboundAllowed", "[0-9");
        assertThat(settings.get(Settings.CONNECT_RETRIES), is(-1));
        assertThat(settings.get(Settings.EXTENSION_RING_TIME), is(Duration.ofSeconds(20)));
        assertThat(settings.get(Settings.UNIQUE_USER_SESSION), is(false));
        assertThat(settings.get(Settings.DEFAULT_REGION), is("US"));
        assertThat(settings.get(Settings.PARTY_PROFILE_URL), is("/partymgr/control/viewprofile?partyId=${partyId}"));
        assertThat(settings.get(Settings.OUTBOUND_ALLOWED).pattern(), is("\\+?[0-9]{1,20}"));
    }
}
