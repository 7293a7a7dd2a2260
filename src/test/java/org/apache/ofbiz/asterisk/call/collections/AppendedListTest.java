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
package org.apache.ofbiz.asterisk.call.collections;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AppendedListTest {

    @Test
    void givenAListWhenItGrowsThenItStaysWhatItWas() {
        AppendedList<String> one = AppendedList.of(List.of("a"));
        AppendedList<String> two = one.with("b");
        assertThat(one, contains("a"));
        assertThat(two, contains("a", "b"));
    }

    @Test
    void givenAListThatHasGrownWhenItGrowsOtherwiseThenTheFirstGrowthStays() {
        AppendedList<String> one = AppendedList.of(List.of("a"));
        AppendedList<String> first = one.with("b");
        AppendedList<String> second = one.with("c");
        assertThat(first, contains("a", "b"));
        assertThat(second, contains("a", "c"));
    }

    @Test
    void givenAnyListsWhenAnyOfThemGrowsThenEachIsLikeACopy() {
        Random random = new Random(1);
        List<AppendedList<Integer>> lists = new ArrayList<>(List.of(AppendedList.of(List.of())));
        List<List<Integer>> copies = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < 2000; i++) {
            int from = random.nextInt(lists.size());
            List<Integer> copy = new ArrayList<>(copies.get(from));
            copy.add(i);
            lists.add(lists.get(from).with(i));
            copies.add(copy);
        }
        assertThat(lists, is(copies));
    }

    @Test
    void givenAListWhenItIsChangedThenItRefuses() {
        AppendedList<String> list = AppendedList.<String>of(List.of()).with("a");
        assertThrows(UnsupportedOperationException.class, () -> list.add("b"));
        assertThrows(IndexOutOfBoundsException.class, () -> list.get(1));
        assertThrows(NullPointerException.class, () -> list.with(null));
        assertThat(AppendedList.of(List.of()), is(empty()));
    }
}
