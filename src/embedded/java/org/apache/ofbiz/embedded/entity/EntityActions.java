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
