/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.service;

import java.util.Map;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.ModelService;

/** Runs the services of one engine. */
interface ServiceEngine {
    /** Refuses at start a service that could not run. @throws IllegalArgumentException saying why */
    void check(ModelService service);

    Map<String, Object> run(ModelService service, DispatchContext dctx, Map<String, Object> context) throws GenericServiceException;
}
