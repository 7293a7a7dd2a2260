/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.entity;

import org.apache.ofbiz.entity.GenericEntity;
import org.apache.ofbiz.entity.GenericEntityException;

/** What runs when a row was written: the event conditions (ECAs) of entities. Thread-safe. */
@FunctionalInterface
public interface EntityActions {

    /**
     * The row was written, in the transaction that still goes on.
     *
     * @param value as it was handed to the delegator: of a stored row perhaps a few fields only, of a removed one perhaps the key only
     * @throws GenericEntityException when an action that may abort the operation failed
     */
    void written(Operation operation, GenericEntity value) throws GenericEntityException;

    /** What was done to a row. Operations by condition run no actions in OFBiz either. */
    enum Operation { CREATE, STORE, REMOVE }
}
