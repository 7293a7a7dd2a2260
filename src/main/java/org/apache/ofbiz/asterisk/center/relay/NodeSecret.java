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
package org.apache.ofbiz.asterisk.center.relay;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;

/** The secret of all nodes with this database, encrypted by OFBiz. The first node that needs it makes it. Stateless. */
final class NodeSecret {

    private static final String ENTITY = "AsteriskSecret";
    private static final int BYTES = 32;

    private NodeSecret() {
    }

    /** @throws RuntimeException when the database doesn't answer */
    static byte[] of(Delegator delegator) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            return HexFormat.of().parseHex(Rows.text(SeparateTransaction.findOrCreate(delegator, delegator.makeValue(ENTITY,
                    Map.of("secretId", "NODES", "secret", HexFormat.of().formatHex(fresh)))), "secret"));
        } catch (GenericEntityException e) {
            throw new Rows.RowsUnavailableException(e);
        }
    }
}
