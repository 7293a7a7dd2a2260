/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
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
