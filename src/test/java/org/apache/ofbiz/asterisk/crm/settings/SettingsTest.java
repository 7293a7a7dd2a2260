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
package org.apache.ofbiz.asterisk.crm.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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

    /** One text tells of a setting: the page shows it as a label, and the file has it above the key. */
    @Test
    void theFileSaysOfEachSettingWhatItsLabelSays() throws Exception {
        NodeList labels = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("config/AsteriskUiLabels.xml"))
                .getElementsByTagName("property");
        Map<String, String> english = new HashMap<>();
        for (int i = 0; i < labels.getLength(); i++) {
            Element label = (Element) labels.item(i);
            english.put(label.getAttribute("key"), label.getElementsByTagName("value").item(0).getTextContent());
        }
        StringBuilder said = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("config/asterisk.properties"))) {
            if (line.startsWith("#")) {
                said.append(line.substring(1).strip()).append(' ');
            } else if (line.isBlank()) {
                said.setLength(0);
            } else {
                String name = line.substring(0, line.indexOf('='));
                assertThat(name, said.toString().strip(), equalTo(english.get("AsteriskSetting_" + name)));
                said.setLength(0);
            }
        }
    }

    @Test
    void whatCanBeChosenIsOffered() {
        assertThat(Settings.RECORD_OUT_CALLS.choices(), equalTo(List.of("true", "false")));
        assertThat(Settings.OUTBOUND_FORMAT.choices(), equalTo(List.of("AS_TYPED", "E164", "NATIONAL", "DOUBLE_ZERO")));
        assertThat(Settings.DEFAULT_REGION.choices(), equalTo(List.of()));
    }

    @Test
    void aSettingSaysWhatItWantsInstead() {
        assertThat(Settings.EXTENSION_RING_TIME.wanted("301").orElseThrow().values(), equalTo(Map.of("least", "1", "most", "300")));
        assertThat(Settings.EXTENSION_RING_TIME.wanted("20"), is(Optional.empty()));
        assertThat(Settings.DEFAULT_REGION.wanted("Estonia").orElseThrow().label(), is("AsteriskErrorCountry"));
        assertThat(Settings.OUTBOUND_ALLOWED.wanted("[0-9").orElseThrow().label(), is("AsteriskErrorSettingPattern"));
        assertThat(Settings.OUTBOUND_ALLOWED.wanted(" ").orElseThrow().label(), is("AsteriskErrorRequired"));
        assertThat("nothing is forbidden", Settings.OUTBOUND_FORBIDDEN.wanted(""), is(Optional.empty()));
        assertThat(Settings.ALLOWED_ORIGINS.wanted("crm.example.com").orElseThrow().label(), is("AsteriskErrorOrigins"));
    }

    @Test
    void whatCannotBeASelectorIsRefused() {
        for (String selectors : List.of(".phone", "#main td > div, td:has(> form[name=update]) > div", "a[href^='tel:']", "li:nth-child(2n+1)",
                "p::first-line", "[data-x=\"a, b {\"] span", "div ~ .b+.c", "*")) {
            assertThat(selectors, Settings.CALL_BUTTON_SELECTORS.wanted(selectors), is(Optional.empty()));
        }
        for (String wrong : List.of("..phone", "td >", "> ,", ".a,", ",.a", "a,,b", ".5a", "#", "div:", "td:has(> form", "[name=x", "a)", "a > > b",
                ".a { color: red }", "<td>", "a[href='x]", "@media", "555 1234;", "[]", "a:not()", "( )")) {
            assertThat(wrong, Settings.CALL_BUTTON_SELECTORS.wanted(wrong).map(Setting.Wanted::label), is(Optional.of("AsteriskErrorSelectors")));
        }
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
