/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ofbiz.asterisk.call.CallEvent;

/** A recorded AMI dialogue, read by the very reader and translator that read a live connection. */
public final class Dialogue {

    private static final Instant START = Instant.parse("2026-11-20T15:14:00Z");

    /** Which classes of events the AMI user may read. */
    public enum Reader {
        EVERYTHING(Set.of()),
        LEAN(Set.of("system", "call", "agent", "user", "cdr", "reporting"));

        private final Set<String> classes;

        Reader(Set<String> classes) {
            this.classes = classes;
        }

        boolean mayRead(AmiMessage message) {
            return classes.isEmpty() || Arrays.stream(message.get("Privilege").split(",")).anyMatch(classes::contains);
        }
    }

    private Dialogue() {
    }

    /** Events of the dialogue, each a millisecond after the other. */
    public static List<CallEvent> events(String version, String name, Reader reader) throws IOException {
        List<CallEvent> events = new ArrayList<>();
        try (InputStream in = Dialogue.class.getResourceAsStream("/dialogues/" + version + "/" + name + ".ami")) {
            AmiMessageReader messages = new AmiMessageReader(in);
            Instant at = START;
            for (Optional<AmiMessage> message = messages.next(); message.isPresent(); message = messages.next()) {
                at = at.plusMillis(1);
                if (reader.mayRead(message.get())) {
                    EventTranslator.translate(message.get(), at).ifPresent(events::add);
                }
            }
        }
        return events;
    }
}
