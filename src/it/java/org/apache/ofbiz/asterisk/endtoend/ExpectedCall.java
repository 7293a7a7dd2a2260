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
package org.apache.ofbiz.asterisk.endtoend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a call must stand in OFBiz. What is not said is not checked, save that a call which nothing was said about is not missed, talks for no
 * time, is not on hold, and has no recording. Times are whole seconds, least and most; what lasts at all may last {@link #LATE} longer, since the
 * phones of a busy machine are late. Immutable.
 */
final class ExpectedCall {

    /** Seconds. */
    private static final long LATE = 2;

    private final Map<String, Check> checks;

    /** One thing that must be right. */
    private record Check(String expected, Function<KeptCall, Object> actual, Predicate<KeptCall> right) {
    }

    private ExpectedCall(Map<String, Check> checks) {
        this.checks = checks;
    }

    /** From {@link FreePbxStage#ANNA}. */
    static ExpectedCall inbound(String outcome) {
        return inbound(FreePbxStage.ANNA, outcome);
    }

    static ExpectedCall inbound(String number, String outcome) {
        return of("INBOUND", number, outcome);
    }

    static ExpectedCall outbound(String number, String outcome) {
        return of("OUTBOUND", number, outcome);
    }

    static ExpectedCall internal(String number, String outcome) {
        return of("INTERNAL", number, outcome);
    }

    private static ExpectedCall of(String direction, String number, String outcome) {
        return new ExpectedCall(Map.of()).is("direction", direction, KeptCall::direction).is("number", number, KeptCall::number)
                .is("outcome", outcome, KeptCall::outcome).is("ended", true, KeptCall::ended).is("missed", false, KeptCall::missed)
                .talked(0, 0).held(0, 0).recorded(0);
    }

    private ExpectedCall is(String what, Object expected, Function<KeptCall, Object> actual) {
        return with(what, new Check(String.valueOf(expected), actual, call -> expected.equals(actual.apply(call))));
    }

    private ExpectedCall between(String what, long least, long mostOnTime, Function<KeptCall, Long> actual) {
        long most = mostOnTime == 0 ? 0 : mostOnTime + LATE;
        return with(what, new Check(least == most ? "" + least : least + " to " + most, actual::apply,
                call -> actual.apply(call) >= least && actual.apply(call) <= most));
    }

    private ExpectedCall with(String what, Check check) {
        Map<String, Check> more = new LinkedHashMap<>(checks);
        more.put(what, check);
        return new ExpectedCall(more);
    }

    /** A person of ours should have answered, and nobody did. */
    ExpectedCall asMissed() {
        return is("missed", true, KeptCall::missed);
    }

    /** Who talked or placed it, as the list shows it. */
    ExpectedCall by(String name) {
        return is("who", name, KeptCall::agent);
    }

    ExpectedCall waited(long least, long most) {
        return between("waited", least, most, KeptCall::waited);
    }

    ExpectedCall talked(long least, long most) {
        return between("talked", least, most, KeptCall::talked);
    }

    ExpectedCall held(long least, long most) {
        return between("held", least, most, KeptCall::held);
    }

    ExpectedCall recorded(int count) {
        return is("recordings", count, KeptCall::recordings);
    }

    /** Whose list it is in, a supervisor's apart. */
    ExpectedCall listedFor(String... extensions) {
        return is("listed for", new TreeSet<>(List.of(extensions)), KeptCall::listedFor);
    }

    /** What happened in this order, with or without other things between. */
    ExpectedCall told(String... moments) {
        return with("timeline", new Check(String.join(", ", moments), KeptCall::timeline, call -> inOrder(List.of(moments), call.timeline())));
    }

    /** What the console of this extension was told, as a regular expression. */
    ExpectedCall console(String extension, String story) {
        Function<KeptCall, Object> actual = call -> call.consoles().getOrDefault(extension, "");
        return with("console of " + extension, new Check(story, actual, call -> actual.apply(call).toString().matches(story)));
    }

    /** What is different; nothing where it is as expected. */
    List<String> differences(KeptCall call) {
        return checks.entrySet().stream().filter(check -> !check.getValue().right().test(call))
                .map(check -> check.getKey() + ": " + check.getValue().expected() + " expected, not " + check.getValue().actual().apply(call))
                .toList();
    }

    private static boolean inOrder(List<String> wanted, List<String> all) {
        int next = 0;
        for (String moment : all) {
            if (next < wanted.size() && wanted.get(next).equals(moment)) {
                next++;
            }
        }
        return next == wanted.size();
    }
}
