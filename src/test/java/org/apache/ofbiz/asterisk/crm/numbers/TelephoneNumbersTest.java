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
package org.apache.ofbiz.asterisk.crm.numbers;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TelephoneNumbersTest {

    private final TelephoneNumbers american = new TelephoneNumbers("US");
    private final TelephoneNumbers german = new TelephoneNumbers("DE");

    @Test
    void aNumberWithPlusHasOneReading() {
        assertThat(american.readings("+372 555 1234"), contains("+3725551234"));
    }

    @Test
    void aNumberWhosePlusThePbxLeftAwayIsReadBothWays() {
        assertThat(american.readings("3725551234"), hasItem("+3725551234"));
        assertThat(german.readings("030 901820"), hasItem("+4930901820"));
    }

    @Test
    void whatIsNoPublicNumberHasNoReading() {
        assertThat(american.readings("1001"), empty());
        assertThat(american.readings(""), empty());
        assertThat(american.readings("anonymous"), empty());
    }

    @Test
    void storedNumbersAreReadHoweverTheirPartsAreFilled() {
        assertThat(american.stored("1", "801", "555-5555"), is(Optional.of("+18015555555")));
        assertThat(american.stored(null, "801", "555-5555"), is(Optional.of("+18015555555")));
        assertThat(american.stored("372", null, "555 1234"), is(Optional.of("+3725551234")));
        assertThat(german.stored("0049", "030", "901820"), is(Optional.of("+4930901820")));
        assertThat(american.stored(null, null, "+372 5551234"), is(Optional.of("+3725551234")));
        assertThat(american.stored(null, null, null), is(Optional.empty()));
    }

    @Test
    void aNumberComesApartForATelecomNumber() {
        assertThat(american.parts("+372 555 1234"), is(Optional.of(new TelephoneNumbers.Parts("372", "5551234"))));
        assertThat(american.parts("1001"), is(Optional.empty()));
    }

    @Test
    void peopleReadNumbersInGroups() {
        assertThat(american.display("+4930901820"), is("+49 30 901820"));
        assertThat(american.display("1001"), is("1001"));
    }

    @Test
    void aNumberIsShownInOneFormatHoweverItIsWritten() {
        TelephoneNumbers estonian = new TelephoneNumbers("EE");
        for (String written : List.of("+3725551234", "3725551234", "003725551234", "5551234", "+372 555 1234", "(555) 12-34")) {
            assertThat(written, estonian.display(written), is("+372 5551 234"));
        }
        for (String other : List.of("1001", "*97", "anonymous", "")) {
            assertThat(other, estonian.display(other), is(other));
        }
    }
}
