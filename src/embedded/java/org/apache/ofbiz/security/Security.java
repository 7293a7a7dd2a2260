/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.security;

import javax.servlet.http.HttpSession;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;

/** Says what a user may do. Thread-safe. A session's user is its attribute <code>userLogin</code>. */
public interface Security {
    Delegator getDelegator();

    boolean hasPermission(String permission, HttpSession session);

    boolean hasPermission(String permission, GenericValue userLogin);

    /** @param action such as _VIEW; whoever has the entity's _ADMIN permission has them all */
    boolean hasEntityPermission(String entity, String action, HttpSession session);

    boolean hasEntityPermission(String entity, String action, GenericValue userLogin);
}
