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
package org.apache.ofbiz.party.party;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;

/** Names of parties. */
public final class PartyHelper {
    private static final String MODULE = PartyHelper.class.getName();

    private PartyHelper() {
    }

    public static String getPartyName(GenericValue partyObject) {
        return getPartyName(partyObject, false);
    }

    /** The name of the party that the value's partyId says; empty when there is none. */
    public static String getPartyName(GenericValue partyObject, boolean lastNameFirst) {
        return partyObject == null ? "" : getPartyName(partyObject.getDelegator(), partyObject.getString("partyId"), lastNameFirst);
    }

    public static String getPartyName(Delegator delegator, String partyId, boolean lastNameFirst) {
        try {
            return formatPartyNameObject(EntityQuery.use(delegator).from("PartyNameView").where("partyId", partyId).queryOne(), lastNameFirst);
        } catch (GenericEntityException e) {
            Debug.logError(e, "the name of party " + partyId + " could not be read", MODULE);
            return "";
        }
    }

    /** The name in a Person, PartyGroup or PartyNameView. */
    public static String formatPartyNameObject(GenericValue partyValue, boolean lastNameFirst) {
        if (partyValue == null) {
            return "";
        }
        Object group = partyValue.get((Object) "groupName");
        String first = join(partyValue.get((Object) "firstName"), partyValue.get((Object) "middleName"));
        String last = join(partyValue.get((Object) "lastName"));
        String person = !lastNameFirst || last.isEmpty() || first.isEmpty() ? join(first, last) : last + ", " + first;
        return join(person, group);
    }

    private static String join(Object... parts) {
        return Arrays.stream(parts).filter(Objects::nonNull).map(Object::toString).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    }
}
