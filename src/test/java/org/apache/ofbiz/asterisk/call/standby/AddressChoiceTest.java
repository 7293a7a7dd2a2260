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
package org.apache.ofbiz.asterisk.call.standby;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.standby.AddressChoice.Reach;
import org.apache.ofbiz.asterisk.call.standby.AddressChoice.Seen;
import org.junit.jupiter.api.Test;

/** When which of two PBXs is connected to; a look each second. */
class AddressChoiceTest {

    private static final Duration AFTER = Duration.ofSeconds(30);

    private AddressChoice choice = new AddressChoice(AFTER, false, Side.FIRST);
    private boolean idle = true;
    private Optional<Duration> otherFor = Optional.empty();
    private long second;

    private Side look(Reach reach) {
        return look(reach, Optional.empty());
    }

    private Side look(Reach reach, Optional<Side> wanted) {
        return choice.look(new Seen(Duration.ofSeconds(second++), reach, idle, otherFor, wanted));
    }

    private Side looks(int seconds, Reach reach) {
        Side side = look(reach);
        for (int i = 1; i < seconds; i++) {
            side = look(reach);
        }
        return side;
    }

    /** How many seconds the PBX that is used is away until the other one is tried. */
    private int secondsUntilTheOther(Side used) {
        int seconds = 0;
        while (look(Reach.AWAY) == used) {
            seconds++;
        }
        return seconds;
    }

    @Test
    void aPbxThatIsThereAgainInTimeIsKept() {
        look(Reach.CONNECTED);
        assertThat(looks(29, Reach.AWAY), is(Side.FIRST));
        assertThat(look(Reach.CONNECTED), is(Side.FIRST));
        assertThat("counted from the beginning", looks(29, Reach.AWAY), is(Side.FIRST));
    }

    @Test
    void theOtherOneIsTriedAfterTheTimeThatAnAdminSets() {
        look(Reach.CONNECTED);
        assertThat(secondsUntilTheOther(Side.FIRST), is(29));
    }

    @Test
    void whileNeitherIsThereBothAreTriedInTurnAndWhoAnswersFirstIsUsed() {
        look(Reach.CONNECTED);
        secondsUntilTheOther(Side.FIRST);
        assertThat(looks(5, Reach.AWAY), is(Side.FIRST));
        assertThat(looks(5, Reach.AWAY), is(Side.STANDBY));
        assertThat(looks(5, Reach.AWAY), is(Side.FIRST));
        assertThat("the calls of the first one are known, so nothing has changed", look(Reach.CONNECTED), is(Side.FIRST));
        assertThat(secondsUntilTheOther(Side.FIRST), is(29));
    }

    @Test
    void aLoginThatTakesLongIsNotBrokenOff() {
        look(Reach.CONNECTED);
        secondsUntilTheOther(Side.FIRST);
        assertThat(looks(29, Reach.CONNECTING), is(Side.STANDBY));
        assertThat(looks(2, Reach.CONNECTING), is(Side.FIRST));
    }

    @Test
    void whoRefusesTheLoginIsThereAndIsNotLeft() {
        look(Reach.CONNECTED);
        assertThat(looks(1_000, Reach.REFUSED), is(Side.FIRST));
    }

    @Test
    void aStandbyThatRefusesTheLoginIsTriedSeldom() {
        look(Reach.CONNECTED);
        secondsUntilTheOther(Side.FIRST);
        assertThat(look(Reach.REFUSED), is(Side.FIRST));
        int seconds = secondsUntilTheOther(Side.FIRST);
        assertThat("five minutes, so that nobody is banned: " + seconds, seconds >= 299, is(true));
    }

    @Test
    void theFirstOneIsNotUsedAgainWithoutAnAdmin() {
        usesTheStandby();
        otherFor = Optional.of(Duration.ofDays(1));
        assertThat(looks(10_000, Reach.CONNECTED), is(Side.STANDBY));
        assertThat(look(Reach.CONNECTED, Optional.of(Side.FIRST)), is(Side.FIRST));
    }

    @Test
    void whereASettingSaysSoTheFirstOneIsUsedAgainWhenNoCallGoesOn() {
        choice = new AddressChoice(AFTER, true, Side.FIRST);
        usesTheStandby();
        otherFor = Optional.of(Duration.ofMinutes(5));
        idle = false;
        assertThat(looks(3_000, Reach.CONNECTED), is(Side.STANDBY));
        idle = true;
        assertThat("calls come one after the other", looks(29, Reach.CONNECTED), is(Side.STANDBY));
        assertThat(looks(2, Reach.CONNECTED), is(Side.FIRST));
    }

    @Test
    void aFirstOneThatIsThereForAMomentIsNotUsedAgain() {
        choice = new AddressChoice(AFTER, true, Side.FIRST);
        usesTheStandby();
        otherFor = Optional.of(Duration.ofMinutes(1));
        assertThat(looks(3_000, Reach.CONNECTED), is(Side.STANDBY));
    }

    @Test
    void whoCannotBeReachedOnAnAdminsWishIsGivenUpAtOnce() {
        usesTheStandby();
        assertThat(look(Reach.CONNECTED, Optional.of(Side.FIRST)), is(Side.FIRST));
        assertThat(looks(6, Reach.AWAY), is(Side.STANDBY));
        look(Reach.CONNECTED);
        assertThat("a wish counts once", looks(100, Reach.CONNECTED), is(Side.STANDBY));
    }

    @Test
    void anAdminNeedNotWait() {
        look(Reach.CONNECTED);
        look(Reach.AWAY);
        assertThat(look(Reach.AWAY, Optional.of(Side.STANDBY)), is(Side.STANDBY));
    }

    @Test
    void eachChangeWithinAnHourMakesTheNextOneSlower() {
        look(Reach.CONNECTED);
        assertThat(secondsUntilTheOther(Side.FIRST), is(29));
        look(Reach.CONNECTED);
        assertThat(secondsUntilTheOther(Side.STANDBY), is(59));
        look(Reach.CONNECTED);
        assertThat(secondsUntilTheOther(Side.FIRST), is(119));
        look(Reach.CONNECTED);
        looks(3_700, Reach.CONNECTED);
        assertThat("an hour later", secondsUntilTheOther(Side.STANDBY), is(29));
    }

    @Test
    void aProcessThatWasStoppedHasNotTriedMeanwhile() {
        look(Reach.CONNECTED);
        second += 3_600;
        assertThat(looks(29, Reach.AWAY), is(Side.FIRST));
    }

    @Test
    void whoMaySendNothingChangesNothing() {
        look(Reach.CONNECTED);
        assertThat(looks(1_000, Reach.HELD), is(Side.FIRST));
        assertThat(look(Reach.HELD, Optional.of(Side.STANDBY)), is(Side.FIRST));
        assertThat(looks(29, Reach.AWAY), is(Side.FIRST));
    }

    @Test
    void theNextStartBeginsWithTheOneThatWasUsed() {
        choice = new AddressChoice(AFTER, false, Side.STANDBY);
        assertThat(look(Reach.CONNECTING), is(Side.STANDBY));
        assertThat(secondsUntilTheOther(Side.STANDBY), is(29));
    }

    private void usesTheStandby() {
        look(Reach.CONNECTED);
        secondsUntilTheOther(Side.FIRST);
        look(Reach.CONNECTED);
    }

    private void isSaved(Side used, Set<Side> same) {
        choice = new AddressChoice(AFTER, false, used, choice, same);
    }

    @Test
    void aStandbyThatRefusesIsLeftWhenTheServerIsSavedWhileItIsTried() {
        look(Reach.CONNECTED);
        secondsUntilTheOther(Side.FIRST);

        isSaved(Side.FIRST, EnumSet.allOf(Side.class));

        assertThat("each has its turn", looks(4, Reach.AWAY), is(Side.FIRST));
        assertThat(look(Reach.AWAY), is(Side.STANDBY));
        assertThat(look(Reach.REFUSED), is(Side.FIRST));
        isSaved(Side.FIRST, EnumSet.allOf(Side.class));
        int seconds = secondsUntilTheOther(Side.FIRST);
        assertThat("not asked again for five minutes: " + seconds, seconds >= 290, is(true));
        assertThat(look(Reach.REFUSED), is(Side.FIRST));
        isSaved(Side.FIRST, EnumSet.of(Side.FIRST));
        assertThat("its login is another one now", looks(6, Reach.AWAY), is(Side.STANDBY));
    }

    @Test
    void changesAreRememberedWhenTheServerIsSaved() {
        usesTheStandby();

        isSaved(Side.STANDBY, EnumSet.allOf(Side.class));

        look(Reach.CONNECTED);
        assertThat("twice as long", secondsUntilTheOther(Side.STANDBY), is(59));
    }

    @Test
    void aStandbyThatAnAdminAskedForIsUsedUntilTheFirstIsAskedFor() {
        choice = new AddressChoice(AFTER, true, Side.FIRST);
        otherFor = Optional.of(Duration.ofDays(1));
        look(Reach.CONNECTED);
        assertThat(look(Reach.CONNECTED, Optional.of(Side.STANDBY)), is(Side.STANDBY));

        assertThat(looks(10_000, Reach.CONNECTED), is(Side.STANDBY));
        choice = new AddressChoice(AFTER, true, Side.STANDBY, choice, EnumSet.allOf(Side.class));
        assertThat("saved", looks(10_000, Reach.CONNECTED), is(Side.STANDBY));

        assertThat(look(Reach.CONNECTED, Optional.of(Side.FIRST)), is(Side.FIRST));
        usesTheStandby();
        assertThat("after a failure", looks(10_000, Reach.CONNECTED), is(Side.FIRST));
    }

    @Test
    void aStandbyThatAnAdminAskedForBeforeARestartIsUsedUntilTheFirstIsAskedFor() {
        choice = new AddressChoice(AFTER, true, Side.STANDBY);
        otherFor = Optional.of(Duration.ofDays(1));
        choice.askedFor();

        assertThat(looks(10_000, Reach.CONNECTED), is(Side.STANDBY));
        assertThat(choice.isAskedFor(), is(true));
        assertThat(look(Reach.CONNECTED, Optional.of(Side.FIRST)), is(Side.FIRST));
        look(Reach.CONNECTED);
        assertThat(choice.isAskedFor(), is(false));
        choice.askedFor();
        assertThat("the first needs no order", choice.isAskedFor(), is(false));
    }
}
