/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.List;
import java.util.function.Function;

/** Takes decisions under the desk's lock, and has done outside of it what they bring about. */
@FunctionalInterface
interface Decisions {

    /** @param decision decides, and adds what is to be done; nothing is looked up, sent or told meanwhile */
    <T> T decide(Function<List<Effect>, T> decision);
}
