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
package org.apache.ofbiz.asterisk.web.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApiCallTest {

    private static Locale chosen(String... tags) {
        return ApiCall.chosen(List.of(tags).stream().map(Locale::forLanguageTag).toList());
    }

    @Test
    void theFirstLanguageThatThereIsIsAnswered() {
        assertThat(chosen("de"), is(Locale.GERMAN));
        assertThat(chosen("fr-CA", "de"), is(Locale.CANADA_FRENCH));
        assertThat("a land that there isn't", chosen("de-ZZ"), is(Locale.GERMAN));
        assertThat("a variant that is made up", chosen("fr-FR-x-made1up"), is(Locale.FRENCH));
        assertThat("a language that is made up", chosen("qqq-QQ", "und", "fr"), is(Locale.FRENCH));
        assertThat(chosen(), is(Locale.ENGLISH));
    }

    @Test
    void noMoreThanAFewAreLookedAt() {
        List<Locale> many = Collections.nCopies(1000, Locale.forLanguageTag("qqq"));
        assertThat(ApiCall.chosen(Stream.concat(many.stream(), List.of(Locale.GERMAN).stream()).toList()), is(Locale.ENGLISH));
    }
}
