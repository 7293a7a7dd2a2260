/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.call;

import java.util.Objects;

/** Somebody of our own house: an OFBiz user. {@code partyId} is empty for a login without party. */
public record Person(String userLoginId, String partyId, String name) {

    public Person {
        Objects.requireNonNull(userLoginId, "userLoginId");
        Objects.requireNonNull(partyId, "partyId");
        Objects.requireNonNull(name, "name");
    }
}
