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
package org.apache.ofbiz.asterisk.ami.wire;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.EventTranslator;
import org.junit.jupiter.api.Test;

/** What is not asked for, and what is dropped, means nothing to any call of any recorded dialogue; and it is most of what is sent. */
class SubscriptionTest {

    @Test
    void nothingThatIsDroppedMeansAnything() throws Exception {
        for (AmiMessage message : recorded()) {
            if (Subscription.unwanted().contains(message.event()) && !isVariable(message)) {
                assertThat(message.toString(), EventTranslator.translate(message, Instant.EPOCH), is(Optional.empty()));
                assertThat("part of a list: " + message, message.has("EventList"), is(false));
            }
        }
    }

    /** Wanted at times, then its class is asked for. */
    private static boolean isVariable(AmiMessage message) {
        return "VarSet".equals(message.event());
    }

    @Test
    void noClassThatIsNotAskedForMeansAnything() throws Exception {
        List<String> asked = List.of(Subscription.CLASSES.split(","));
        for (AmiMessage message : recorded()) {
            List<String> classes = Arrays.stream(message.get("Privilege").split(",")).filter(name -> !"all".equals(name)).toList();
            if (message.has("Privilege") && !asked.containsAll(classes) && !isVariable(message)) {
                assertThat(message.toString(), EventTranslator.translate(message, Instant.EPOCH), is(Optional.empty()));
            }
        }
    }

    @Test
    void mostOfWhatIsSentToAUserWhoMayReadAllIsRefused() throws Exception {
        List<AmiMessage> events = recorded().stream().filter(message -> message.has("Privilege")).toList();
        Map<Boolean, Long> byWant = events.stream().collect(Collectors.partitioningBy(
                message -> Subscription.unwanted().contains(message.event()), Collectors.counting()));

        assertThat(byWant.get(false) * 2, is(lessThan(byWant.get(true))));
    }

    @Test
    void aPbxThatMatchesNamesIsAskedToFilterByThem() {
        assertThat(Subscription.filters("22.10.1").get(0).getMatchCriteria(), is("action(exclude),name(NewConnectedLine)"));
        assertThat(Subscription.filters("certified/22.8-cert1"), is(not(empty())));
        assertThat(Subscription.filters("16.28.0~dfsg"), is(empty()));
        assertThat(Subscription.filters(""), is(empty()));
        assertThat(Subscription.filters("GIT-master"), is(empty()));
    }

    private static List<AmiMessage> recorded() throws IOException, URISyntaxException {
        Path folder = Path.of(SubscriptionTest.class.getResource("/dialogues/README.md").toURI()).getParent();
        List<AmiMessage> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".ami")).toList()) {
                try (var in = Files.newInputStream(file)) {
                    AmiMessageReader reader = new AmiMessageReader(in);
                    for (Optional<AmiMessage> message = reader.next(); message.isPresent(); message = reader.next()) {
                        all.add(message.get());
                    }
                }
            }
        }
        assertThat(all, is(not(empty())));
        return all;
    }
}
