/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import java.util.Optional;
import javax.servlet.http.HttpSession;

/** Tells who an HTTP session belongs to. Thread-safe. */
public interface Visitors {

    /** Attribute of the HTTP session that holds the signed-in user. */
    String USER_LOGIN = "userLogin";

    /** The signed-in user of the session; empty where nobody is, or the session has ended. */
    Optional<Visitor> of(HttpSession session);
}
