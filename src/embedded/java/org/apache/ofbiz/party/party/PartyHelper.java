/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.party.party;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;

/** What parties are called. */
public final class PartyHelper {

    private static final String MODULE = PartyHelper.class.getName();

    private PartyHelper() {
    }

    /** First, middle and last name of a person, the name of a group; empty for a party without name. */
    public static String getPartyName(Delegator delegator, String partyId, boolean lastNameFirst) {
        try {
            GenericValue person = EntityQuery.use(delegator).from("Person").where("partyId", partyId).cache().queryOne();
            if (person != null) {
                return nameOf(person, lastNameFirst);
            }
            GenericValue group = EntityQuery.use(delegator).from("PartyGroup").where("partyId", partyId).cache().queryOne();
            return group == null ? "" : Objects.toString(group.getString("groupName"), "");
        } catch (GenericEntityException e) {
            Debug.logError(e, "No name for party " + partyId, MODULE);
            return "";
        }
    }

    private static String nameOf(GenericValue person, boolean lastNameFirst) {
        String first = joined(person, "firstName", "middleName");
        String last = joined(person, "lastName");
        return lastNameFirst ? Stream.of(last, first).filter(s -> !s.isEmpty()).collect(Collectors.joining(", "))
                : Stream.of(first, last).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String joined(GenericValue row, String... fields) {
        return Stream.of(fields).map(row::getString).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
