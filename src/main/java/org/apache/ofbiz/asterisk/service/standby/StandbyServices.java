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
package org.apache.ofbiz.asterisk.service.standby;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.asterisk.call.standby.Side;
import org.apache.ofbiz.asterisk.center.standby.PbxInUseRows;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** Which of two PBXs is used. Permissions are checked by the service definitions. */
public final class StandbyServices {

    private static final String MODULE = StandbyServices.class.getName();
    private static final String LABELS = "AsteriskUiLabels";
    private static final List<String> SIDES = Arrays.stream(Side.values()).map(Side::name).toList();

    private StandbyServices() {
    }

    /** Service useAsteriskPbx: the node that serves the server changes to this PBX within seconds. */
    public static Map<String, Object> use(DispatchContext dctx, Map<String, ? extends Object> context) {
        Locale locale = (Locale) context.get("locale");
        String serverId = (String) context.get("serverId");
        List<String> problems = InputCheck.of(context).required("serverId", "pbx").oneOf("pbx", SIDES).problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(String.join(" ", problems));
        }
        Side side = Side.valueOf((String) context.get("pbx"));
        try {
            GenericValue server = EntityQuery.use(dctx.getDelegator()).from("AsteriskServer").where("serverId", serverId).queryOne();
            if (server == null || server.getString("standbyHost") == null || !"Y".equals(server.getString("enabled"))) {
                return error("AsteriskErrorNoStandby", locale);
            }
            new PbxInUseRows(dctx.getDelegator(), serverId).want(side);
            Debug.logInfo(((GenericValue) context.get("userLogin")).getString("userLoginId") + " wants server " + serverId + " to use its "
                    + side + " PBX", MODULE);
            Map<String, Object> result = ServiceUtil.returnSuccess(UtilProperties.getMessage(LABELS, "AsteriskPbxWanted", locale));
            result.put("serverId", serverId);
            return result;
        } catch (GenericEntityException e) {
            Debug.logError(e, "Couldn't keep which PBX is wanted", MODULE);
            return error("AsteriskRefusal_FAILED", locale);
        }
    }

    private static Map<String, Object> error(String label, Locale locale) {
        return ServiceUtil.returnError(UtilProperties.getMessage(LABELS, label, locale));
    }
}
