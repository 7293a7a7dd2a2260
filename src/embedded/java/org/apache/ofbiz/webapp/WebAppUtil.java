/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.webapp;

import javax.servlet.ServletContext;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.service.LocalDispatcher;

/** The engines that a webapp works with, as its servlet context holds them. */
public final class WebAppUtil {

    public static final String CONTROL_MOUNT_POINT = "control";

    private WebAppUtil() { }

    public static LocalDispatcher getDispatcher(ServletContext context) {
        return (LocalDispatcher) context.getAttribute("dispatcher");
    }

    public static Delegator getDelegator(ServletContext context) {
        return (Delegator) context.getAttribute("delegator");
    }

    public static Security getSecurity(ServletContext context) {
        return (Security) context.getAttribute("security");
    }
}
