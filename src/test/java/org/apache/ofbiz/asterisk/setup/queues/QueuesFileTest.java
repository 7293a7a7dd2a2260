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
package org.apache.ofbiz.asterisk.setup.queues;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands;
import org.apache.ofbiz.asterisk.call.queues.ConfigCommands.Edit;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.apache.ofbiz.asterisk.setup.queues.QueuesFile.Change;
import org.apache.ofbiz.asterisk.setup.queues.QueuesFile.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QueuesFileTest {

    private static final QueuesFile SALES = QueuesFile.empty().with("sales", Map.of(QueueOption.TIMEOUT, "15"));

    @Test
    void aNewQueueIsASectionOfItsOwn() {
        assertThat(SALES.text(), is("[ofbiz-queues](!)\n\n[sales]\ntimeout = 15\n"));
        assertThat(QueuesFile.empty().changesTo(SALES), contains(new Change(Kind.ADDED, "sales", "", "", ""),
                new Change(Kind.ADDED, "sales", "timeout", "", "15")));
        assertThat(QueuesFile.empty().editsTo(SALES), contains(List.of(new Edit.NewSection("sales", false),
                new Edit.Append("sales", "timeout", "15"))));
    }

    @Test
    void aFileIsReadAsItWasWritten() {
        QueuesFile file = SALES.with("two.b", Map.of(QueueOption.STRATEGY, "ringall"));
        assertThat(QueuesFile.parse(file.text()), is(file));
        assertThat(QueuesFile.parse(""), is(new QueuesFile(List.of())));
    }

    @Test
    void onlyWhatDiffersIsChanged() {
        QueuesFile before = QueuesFile.parse("[sales]\ntimeout = 15\nweight = 3\nmember = PJSIP/1\nmember = PJSIP/2\n");
        QueuesFile after = before.with("SALES", Map.of(QueueOption.TIMEOUT, "20", QueueOption.WEIGHT, "", QueueOption.RETRY, "1"));
        assertThat(after.text(), is("[sales]\ntimeout = 20\nmember = PJSIP/1\nmember = PJSIP/2\nretry = 1\n"));
        assertThat(before.editsTo(after), contains(List.of(new Edit.Delete("sales", "weight"), new Edit.Update("sales", "timeout", "20"),
                new Edit.Append("sales", "retry", "1"))));
        assertThat(before.changesTo(before), is(empty()));
    }

    @Test
    void linesOfOneNameAreWrittenAgainTogether() {
        QueuesFile before = QueuesFile.parse("[sales]\nmember = PJSIP/1\nmember = PJSIP/2\n");
        QueuesFile after = QueuesFile.parse("[sales]\nmember = PJSIP/2\n");
        assertThat(before.editsTo(after), contains(List.of(new Edit.Delete("sales", "member"), new Edit.Append("sales", "member", "PJSIP/2"))));
    }

    @Test
    void aQueueGoesAndTheOthersStay() {
        QueuesFile both = SALES.with("support", Map.of());
        assertThat(both.without("Sales").queues().stream().map(queue -> queue.name()).toList(), contains("support"));
        assertThat(both.editsTo(both.without("sales")), contains(List.of(new Edit.DeleteSection("sales"))));
        assertThat("the mark is no queue", both.without(QueuesFile.MARK), is(both));
    }

    @Test
    void noActionHasMoreEditsThanAmiTakes() {
        String members = "member = PJSIP/1\n".repeat(100);
        assertThat(QueuesFile.empty().editsTo(QueuesFile.parse("[sales]\n" + members)).stream().map(List::size).toList(),
                everyItem(is(lessThanOrEqualTo(ConfigCommands.MOST_EDITS))));
        Map<QueueOption, String> all = Arrays.stream(QueueOption.values()).collect(Collectors.toMap(Function.identity(), option -> "1"));
        assertThat("a whole queue is one action", QueuesFile.empty().editsTo(QueuesFile.empty().with("sales", all)).size(), is(1));
    }

    @Test
    void optionsRefuseWhatMeansMoreToTheFile() {
        for (QueueOption option : QueueOption.values()) {
            for (String bad : List.of("a;b", "a\nb", "a\r", "a\0", "a=b", "[x]", "> x", "a b", "${X}", "#exec", "", "-1",
                    "x".repeat(2_000), "\u0661")) {
                assertThat(option + " " + bad, option.accepts(bad), is(false));
            }
        }
        assertThat(QueueOption.TIMEOUT.accepts("300"), is(true));
        assertThat(QueueOption.TIMEOUT.accepts("301"), is(false));
        assertThat(QueueOption.JOIN_EMPTY.accepts("paused,inuse"), is(true));
        assertThat(QueueOption.JOIN_EMPTY.accepts("paused,sleeping"), is(false));
        assertThat(QueueOption.PERIODIC_ANNOUNCE.accepts("queue-thankyou,custom/hello"), is(true));
        assertThat(QueueOption.AGENT_ANNOUNCE.accepts("custom/../secret"), is(false));
        assertThat(QueueOption.of("AnnouncE-Position"), is(Optional.of(QueueOption.ANNOUNCE_POSITION)));
    }

    /** A backup is a file that anybody can write, and undoing brings its lines onto the PBX. */
    @Test
    @Tag("security")
    void linesThatNoFormSetsAreTold() {
        Attacks attacks = new Attacks("lines of queues in a backup");
        for (String line : List.of("member = Local/00882161234567@outbound/n", "membergosub = shell", "context = outbound",
                "announce = ../../etc/passwd", "setinterfacevar = yes", "#exec /bin/sh = x", "#include /etc/passwd = x",
                "timeout = 15; x", "timeout = abc", "strategy = ringall,x",
                "monitor-type = MixMonitor", "musicclass = ${SHELL(id)}", "queue-youarenext = /etc/passwd")) {
            attacks.attack(line, QueuesFile.parse("[sales]\ntimeout = 15\n" + line + "\n").foreignLine().isPresent());
            attacks.attack("of a template " + line,
                    QueuesFile.parse("[ofbiz-queues](!)\n" + line + "\n[sales]\ntimeout = 15\n").foreignLine().isPresent());
        }
        for (String head : List.of("[a b]", "[other](!)", "[../x]", "[sales;x]")) {
            attacks.attack(head, QueuesFile.parse(head + "\ntimeout = 15\n").foreignLine().isPresent());
        }
        attacks.held();
        Map<QueueOption, String> values = Map.of(QueueOption.TIMEOUT, "15", QueueOption.AGENT_ANNOUNCE, "custom/hello");
        assertThat(QueuesFile.parse(QueuesFile.empty().with("sales", values).text()).foreignLine(), is(Optional.empty()));
        assertThat(QueuesFile.parse("").foreignLine(), is(Optional.empty()));
    }
}
