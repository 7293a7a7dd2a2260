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
package org.apache.ofbiz.asterisk.setup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.asterisk.setup.PhoneMatch.Phone;
import org.apache.ofbiz.asterisk.setup.PhoneMatch.Proposal;
import org.apache.ofbiz.asterisk.setup.PhoneMatch.Reason;
import org.apache.ofbiz.asterisk.setup.PhoneMatch.User;
import org.junit.jupiter.api.Test;

class PhoneMatchTest {

    private static final User LIIS = new User("liis", "Liis Saar", Set.of("1001"));
    private static final User PEETER = new User("1002", "Peeter Mets", Set.of());
    private static final User KADRI = new User("kadri", "Kadri Lepp", Set.of());

    @Test
    void aPhoneGoesToWhoseNumberLoginOrNameItIs() {
        Map<String, Proposal> proposals = PhoneMatch.of(List.of(new Phone("A", "1001", ""), new Phone("B", "1002", ""),
                new Phone("C", "1003", " kadri LEPP "), new Phone("D", "1004", "Meeting room")), List.of(LIIS, PEETER, KADRI));
        assertThat(proposals, is(Map.of("A", new Proposal(LIIS, Reason.EXTENSION_NUMBER), "B", new Proposal(PEETER, Reason.LOGIN_NAME),
                "C", new Proposal(KADRI, Reason.CALLER_ID_NAME))));
    }

    @Test
    void aNumberIsSurerThanAName() {
        assertThat(PhoneMatch.of(List.of(new Phone("A", "1001", "Kadri Lepp")), List.of(LIIS, KADRI)).get("A").user(), is(LIIS));
    }

    @Test
    void twoWhoFitEquallyAreAQuestionForTheAdmin() {
        User namesake = new User("kadri2", "Kadri Lepp", Set.of());
        assertThat(PhoneMatch.of(List.of(new Phone("C", "1003", "Kadri Lepp")), List.of(KADRI, namesake)), is(Map.of()));
    }

    @Test
    void aPhoneWithoutNameGoesToNobodyWithoutName() {
        assertThat(PhoneMatch.of(List.of(new Phone("C", "1003", "")), List.of(new User("x", "", Set.of()))), is(Map.of()));
    }
}
