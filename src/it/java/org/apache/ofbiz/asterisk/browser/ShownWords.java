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
package org.apache.ofbiz.asterisk.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Knows of words on a page whether they are in its language: none is the name of a label, a value that isn't there, or of another language. */
final class ShownWords {

    private static final Path LABELS = Path.of("config/AsteriskUiLabels.xml");
    private static final Pattern UNFILLED = Pattern.compile("\\b(undefined|null|NaN|Infinity)\\b|\\[object |\\b(Asterisk|PageTitle|Common)[A-Z]\\w+");
    /** One of many: 1 calls, 1 appels, 1 Anrufe. */
    private static final Map<String, Pattern> WRONG_NUMBER = Map.of(
            "en", Pattern.compile("(?<![\\d.,:])1 (previous |new )?(calls|messages|suggestions|days|minutes|hours|seconds|members|agents|rows)\\b"),
            "fr", Pattern.compile("(?<![\\d.,:])1 (appels|messages|suggestions|jours|minutes|heures|secondes|membres|agents"
                    + "|lignes|autres|nouveaux|pr\u00e9sents)\\b"),
            "de", Pattern.compile("(?<![\\d.,:])1 (fr\u00fchere |neue )?(Anrufe|Nachrichten|Vorschl\u00e4ge|Tage|Minuten"
                    + "|Stunden|Sekunden|Mitglieder|Agenten|Zeilen)\\b"));
    /** Of OFBiz's own data, which has its own translations. */
    private static final Set<String> OF_OFBIZ = Set.of("Held");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern EITHER_NUMBER = Pattern.compile("(?<=\\p{L})(?<!http)\\((s|n|e|en|er|es|x)\\)");

    private final String language;
    private final Set<String> foreign;
    private final boolean placeholders;

    private ShownWords(String language, Set<String> foreign, boolean placeholders) {
        this.language = language;
        this.foreign = foreign;
        this.placeholders = placeholders;
    }

    /** Of pages that explain placeholders. */
    ShownWords withPlaceholders() {
        return new ShownWords(language, foreign, true);
    }

    /** @param language of the page: en, fr or de */
    static ShownWords in(String language) throws Exception {
        Document labels = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(LABELS.toFile());
        Set<String> foreign = new HashSet<>();
        Set<String> own = new HashSet<>();
        NodeList properties = labels.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            NodeList values = ((Element) properties.item(i)).getElementsByTagName("value");
            for (int j = 0; j < values.getLength(); j++) {
                Element value = (Element) values.item(j);
                Set<String> words = value.getAttribute("xml:lang").equals(language) ? own : foreign;
                words.add(value.getTextContent().strip());
            }
        }
        foreign.removeAll(own);
        return new ShownWords(language, foreign, false);
    }

    String language() {
        return language;
    }

    /** @param texts of a page, each with single spaces */
    List<String> faultsOf(List<String> texts) {
        List<String> faults = new ArrayList<>();
        for (String text : texts) {
            if (foreign.contains(text) && !OF_OFBIZ.contains(text)) {
                faults.add("of another language: " + text);
            } else if (UNFILLED.matcher(text).find() || !placeholders && PLACEHOLDER.matcher(text).find()) {
                faults.add("not filled in: " + text);
            } else if (WRONG_NUMBER.get(language).matcher(text).find() || EITHER_NUMBER.matcher(text).find()) {
                faults.add("one of many: " + text);
            }
        }
        return faults;
    }
}
