/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.service;

/** The service that says whether a service may run; the texts are empty where not given. */
public record ModelPermission(String permissionServiceName, String permissionMainAction, String permissionResourceDesc,
        boolean returnErrorOnFailure) {
}
