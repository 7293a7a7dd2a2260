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
package org.apache.ofbiz.asterisk.crm.ldap;

import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** The password for the LDAP directory, encrypted by OFBiz. It leaves the database only for the servers that the file names. Stateless. */
public final class LdapSecret {

    private static final String ENTITY = "AsteriskSecret";
    private static final String ID = "LDAP";

    private LdapSecret() {
    }

    /** Empty where none is stored. */
    public static String of(Delegator delegator) {
        return Rows.one(new Rows(delegator).from(ENTITY).where("secretId", ID)).map(row -> Rows.text(row, "secret")).orElse("");
    }

    /** Stores it. @param secret empty deletes it */
    public static void set(Delegator delegator, String secret, String userLoginId) throws GenericEntityException {
        if (secret.isEmpty()) {
            delegator.removeByAnd(ENTITY, Map.of("secretId", ID));
        } else {
            SeparateTransaction.createOrStore(delegator, List.of(row(delegator, secret, userLoginId)));
        }
    }

    /** The row that holds it, not stored yet. */
    public static GenericValue row(Delegator delegator, String secret, String userLoginId) {
        return delegator.makeValue(ENTITY, Map.of("secretId", ID, "secret", secret, "lastModifiedByUserLogin", userLoginId));
    }
}
