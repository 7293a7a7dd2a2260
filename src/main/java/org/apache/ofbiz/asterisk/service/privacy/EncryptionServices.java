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
package org.apache.ofbiz.asterisk.service.privacy;

import java.time.Clock;
import java.util.Map;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.privacy.EncryptionRun;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** Services that encrypt recordings (servicedef/services.xml), for jobs. Permissions are checked by their definitions. */
public final class EncryptionServices {

    private static final String MODULE = EncryptionServices.class.getName();

    private EncryptionServices() {
    }

    /** Service encryptAsteriskRecordings. */
    public static Map<String, Object> encrypt(DispatchContext dctx, Map<String, ? extends Object> context) {
        return run(dctx, false);
    }

    /** Service encryptAllAsteriskRecordings. */
    public static Map<String, Object> encryptAll(DispatchContext dctx, Map<String, ? extends Object> context) {
        return run(dctx, true);
    }

    private static Map<String, Object> run(DispatchContext dctx, boolean all) {
        try {
            EncryptionRun.Counts counts =
                    new EncryptionRun(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()), Clock.systemUTC()).run(all);
            Map<String, Object> result = ServiceUtil.returnSuccess();
            result.put("encryptedCount", counts.encrypted());
            result.put("laterCount", counts.later());
            result.put("failedCount", counts.failed());
            return result;
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't encrypt recordings", MODULE);
            return ServiceUtil.returnError(e.getMessage());
        }
    }
}
