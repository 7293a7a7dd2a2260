/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.Dialogue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Asterisk does not fix the order of events about different channels. Each recorded dialogue is told again with every two
 * neighbours swapped that could as well have come the other way round: it ends the same.
 */
@Tag("replay")
class ReorderedReplayTest {

    private static final List<String> DIALOGUES = List.of("1a_click_to_call_answer", "1f_click_to_call_earlymedia_local", "2a_agent_no_answer",
            "2c_agent_busy", "2d_agent_declines", "2e_callee_busy", "2f_callee_404", "2g_callee_503", "3a_inbound_claim", "3b_inbound_abandoned",
            "3c_redirect_twice_sequential", "3e_claim_no_answer_back_to_waiting", "3g_caller_hangs_up_while_agent_rings",
            "3j_direct_call_caller_cancels", "4a_queue_rna_then_answer", "5a_blind_transfer_ami", "5c_attended_transfer_ami", "5f_park_retrieve");

    @TestFactory
    Stream<DynamicTest> neighboursMaySwap() {
        return Stream.of("22", "16").flatMap(version -> DIALOGUES.stream()
                .map(dialogue -> dynamicTest(dialogue + ", Asterisk " + version, () -> swapped(version, dialogue))));
    }

    private static void swapped(String version, String dialogue) throws Exception {
        List<CallEvent> events = Dialogue.events(version, dialogue, Dialogue.Reader.LEAN);
        List<String> ends = ends(new Retelling(new TestNumbering(), events));
        for (int i = 0; i + 1 < events.size(); i++) {
            if (mayComeEitherWay(events.get(i), events.get(i + 1))) {
                List<CallEvent> reordered = new ArrayList<>(events);
                Collections.swap(reordered, i, i + 1);
                String what = "swapped " + events.get(i) + " and " + events.get(i + 1);
                Retelling retelling = new Retelling(new TestNumbering(), reordered);
                assertThat(what, ends(retelling), is(ends));
                assertThat(what, retelling.open(), is(empty()));
            }
        }
    }

    private static List<String> ends(Retelling retelling) {
        return retelling.snapshots().stream().map(story -> story.get(story.size() - 1)).map(end -> end.direction() + " " + end.caller().number()
                + " " + end.dialedNumber() + " " + end.groupId() + " " + end.answeredBy().map(Peer::name) + " " + end.outcome() + " "
                + end.hangupCause()).toList();
    }

    /**
     * A channel is created before anything else is said of it, what is said of one channel keeps its order, and nobody leaves a bridge
     * before the other is in. The number of somebody else's failed Originate is lost if its answer comes after the hang-up.
     */
    private static boolean mayComeEitherWay(CallEvent first, CallEvent second) {
        boolean creates = first instanceof CallEvent.ChannelCreated || second instanceof CallEvent.ChannelCreated;
        boolean meets = first instanceof CallEvent.BridgeEntered && second instanceof CallEvent.BridgeLeft;
        boolean fails = first instanceof CallEvent.OriginateFailed && second instanceof CallEvent.HungUp;
        return !creates && !meets && !fails && !channelOf(first).equals(channelOf(second));
    }

    private static Optional<String> channelOf(CallEvent event) {
        for (var component : event.getClass().getRecordComponents()) {
            if ("channel".equals(component.getName()) || "to".equals(component.getName())) {
                try {
                    return Optional.of(((Channel) component.getAccessor().invoke(event)).uniqueId());
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return Optional.empty();
    }
}
