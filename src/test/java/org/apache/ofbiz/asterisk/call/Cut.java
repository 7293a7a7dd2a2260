/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.ami.Dialogue;

/** What is heard of a dialogue when the connection was cut for a part of it. */
final class Cut {

    private Cut() {
    }

    /** @param last what is heard before the cut; @param back the last event that happened before the connection was there again */
    static List<CallEvent> of(List<Dialogue.Step> steps, int last, int back) {
        Instant at = steps.get(back).event().at();
        CallEvent resynchronised = new CallEvent.Resynchronised(at, steps.get(back).channels());
        Stream<CallEvent> before = steps.subList(0, last + 1).stream().map(Dialogue.Step::event);
        Stream<CallEvent> after = steps.subList(back + 1, steps.size()).stream().map(Dialogue.Step::event);
        return new ArrayList<>(Stream.of(before, Stream.of(resynchronised), after).flatMap(events -> events).toList());
    }
}
