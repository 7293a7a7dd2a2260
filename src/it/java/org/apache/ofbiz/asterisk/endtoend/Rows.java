/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.endtoend;

import java.util.Map;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** Prepares rows before the call centre starts. */
final class Rows {

    private Rows() {
    }

    static void change(Delegator delegator, String entity, Map<String, ?> key, Map<String, ?> fields) {
        try {
            GenericValue row = delegator.findOne(entity, key, false);
            row.putAll(fields);
            row.store();
        } catch (GenericEntityException e) {
            throw new AssertionError(e);
        }
    }

    static void setting(Delegator delegator, String name, String value) {
        try {
            delegator.createOrStore(delegator.makeValue("SystemProperty",
                    Map.of("systemResourceId", "asterisk", "systemPropertyId", name, "systemPropertyValue", value)));
        } catch (GenericEntityException e) {
            throw new AssertionError(e);
        }
    }
}
