/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.flows;

/**
 * One thing that people do with a telephone system, driven on a real one.
 *
 * @param name     of the recorded dialogue that shows the same
 * @param expected name of the story, in {@code src/test/resources/dialogues/expected}, that it must give; empty where the script itself checks
 */
record Flow(String name, String expected, Script script) {

    /** What happens; it need not wait for the calls to end, nor tidy up phones. */
    @FunctionalInterface
    interface Script {
        void play(Stage stage) throws Exception;
    }

    /** A flow that gives the story of its own name. */
    static Flow of(String name, Script script) {
        return new Flow(name, name, script);
    }

    /** A flow that checks what it is about by itself. */
    static Flow checked(String name, Script script) {
        return new Flow(name, "", script);
    }
}
