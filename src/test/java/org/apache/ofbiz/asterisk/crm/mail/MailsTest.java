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
package org.apache.ofbiz.asterisk.crm.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailsTest {

    @Test
    void addressesAreSeparatedByCommasAndEachIsOne() {
        assertThat(Mails.addresses(" liis@example.com, peeter+calls@sub.example.co.uk;liis@example.com,"),
                is(Optional.of(List.of("liis@example.com", "peeter+calls@sub.example.co.uk"))));
        assertThat(Mails.addresses(""), is(Optional.of(List.of())));
        for (String wrong : List.of("liis", "liis@", "@example.com", "liis@example.com\r\nBcc: x@example.com", "Liis <liis@example.com>",
                "a b@example.com", "${1+1}@example.com", "liis@example.com.", "x".repeat(65) + "@example.com")) {
            assertThat(wrong, Mails.addresses(wrong), is(Optional.empty()));
        }
        assertThat(Mails.addresses(IntStream.rangeClosed(0, Mails.MOST).mapToObj(i -> "a" + i + "@example.com").collect(Collectors.joining(","))),
                is(Optional.empty()));
    }

    @Test
    void nothingInASubjectIsEvaluatedOrASecondHeader() {
        assertThat(Mails.subject("${groovy: 1 + 1} A\r\nBcc: x@example.com"), is("$ {groovy: 1 + 1} A  Bcc: x@example.com"));
        assertThat(Mails.subject("$".repeat(3) + "{{"), is("$$$ {{"));
        assertThat(Mails.subject("x".repeat(500)).length(), is(200));
    }
}
