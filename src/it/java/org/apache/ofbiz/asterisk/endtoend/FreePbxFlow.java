/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.endtoend;

import java.util.List;

/**
 * One thing that happens on a PBX of FreePBX's shape.
 *
 * @param calls what is known of it afterwards, one row each, in any order
 */
record FreePbxFlow(String name, Script script, List<ExpectedCall> calls) {

    /** What people do; it need not wait for the calls to end. */
    @FunctionalInterface
    interface Script {
        void play(FreePbxStage stage) throws Exception;
    }

    static FreePbxFlow of(String name, Script script, ExpectedCall... calls) {
        return new FreePbxFlow(name, script, List.of(calls));
    }
}
