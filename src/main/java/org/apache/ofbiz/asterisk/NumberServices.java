/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk;

import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.InputCheck;
import org.apache.ofbiz.asterisk.crm.NumberIndexReport;
import org.apache.ofbiz.asterisk.crm.NumberKeys;
import org.apache.ofbiz.asterisk.crm.Settings;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services about telephone numbers (servicedef/services.xml). Permissions are checked by their definitions. */
public final class NumberServices {

    private static final String MODULE = NumberServices.class.getName();

    private NumberServices() {
    }

    /** Service keepTelecomNumberKey. Whoever wrote the number shares this transaction, and must not lose it for a value that is odd. */
    public static Map<String, Object> keepKey(DispatchContext dctx, Map<String, ? extends Object> context) {
        List<String> problems = InputCheck.of(context).problems();
        if (!problems.isEmpty()) {
            return ServiceUtil.returnError(problems);
        }
        String contactMechId = (String) context.get("contactMechId");
        try {
            new NumberKeys(dctx.getDelegator(), Settings.of(dctx.getDelegator())).keep(contactMechId);
            return ServiceUtil.returnSuccess();
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "The key of telephone number " + contactMechId + " could not be written", MODULE);
            return ServiceUtil.returnError("The key of telephone number " + contactMechId + " could not be written: " + e.getMessage());
        }
    }

    /** Service rebuildTelecomNumberKeys. */
    public static Map<String, Object> rebuildKeys(DispatchContext dctx, Map<String, ? extends Object> context) {
        boolean started = CallCenter.of(dctx.getDelegator()).filter(callCenter -> callCenter.numbers().rebuild()).isPresent();
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.put("started", started);
        return result;
    }

    /** Service getNumberIndexState. */
    public static Map<String, Object> indexState(DispatchContext dctx, Map<String, ? extends Object> context) {
        Map<String, Object> result = ServiceUtil.returnSuccess();
        result.putAll(NumberIndexReport.of(dctx.getDelegator(), Settings.of(dctx.getDelegator())).fields());
        return result;
    }
}
