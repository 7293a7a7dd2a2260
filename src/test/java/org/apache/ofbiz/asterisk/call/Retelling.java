/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs events through a tracker and writes down the calls as the files in {@code dialogues/expected} do. */
public final class Retelling {

    private final Map<String, List<PhoneCall>> snapshots = new LinkedHashMap<>();
    private final CallTracker tracker;

    public Retelling(Numbering numbering, List<? extends CallEvent> events) {
        tracker = new CallTracker("PBX", numbering);
        events.forEach(event -> tracker.apply(event)
                .forEach(call -> snapshots.computeIfAbsent(call.callId(), id -> new ArrayList<>()).add(call)));
    }

    public List<PhoneCall> open() {
        return tracker.openCalls();
    }

    /** Every snapshot of every call, by call in order of appearance. */
    List<List<PhoneCall>> snapshots() {
        return List.copyOf(snapshots.values());
    }

    public String text() {
        return snapshots.values().stream().map(Retelling::text).collect(Collectors.joining("\n"));
    }

    private static String text(List<PhoneCall> story) {
        PhoneCall end = story.get(story.size() - 1);
        StringBuilder text = new StringBuilder();
        line(text, "direction", end.direction().toString());
        line(text, "caller", end.caller().number());
        line(text, "dialled", end.dialedNumber());
        line(text, "group", end.groupId().orElse("-"));
        line(text, "trunk", name(end.trunk()));
        line(text, "placed by", name(end.originator()));
        line(text, "legs", end.legs().stream().map(Retelling::leg).collect(Collectors.joining(", ")));
        line(text, "states", states(story));
        line(text, "answered by", name(end.answeredBy()));
        line(text, "recorded", end.recordingFile().isPresent() ? "yes" : "no");
        line(text, "outcome", end.outcome().map(Enum::toString).orElse("still open"));
        line(text, "cause", String.valueOf(end.hangupCause()));
        if (end.mergedInto().isPresent()) {
            line(text, "merged", "yes");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("%-12s%s", name, value).stripTrailing()).append('\n');
    }

    private static String leg(PhoneCall.Leg leg) {
        return leg.channel().peerName() + (leg.answeredAt().isPresent() ? " up" : " not up")
                + leg.extensionFailure().map(why -> " " + why).orElse("");
    }

    private static String states(List<PhoneCall> story) {
        List<String> states = new ArrayList<>();
        for (PhoneCall call : story) {
            String state = call.state().toString();
            if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                states.add(state);
            }
        }
        return String.join(" ", states);
    }

    private static String name(Optional<Peer> peer) {
        return peer.map(Peer::name).orElse("-");
    }
}
