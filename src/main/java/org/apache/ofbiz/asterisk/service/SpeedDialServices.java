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
package org.apache.ofbiz.asterisk.service;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.acd.AgentDirectory;
import org.apache.ofbiz.asterisk.acd.Refusal;
import org.apache.ofbiz.asterisk.center.CallCenter;
import org.apache.ofbiz.asterisk.crm.admin.InputCheck;
import org.apache.ofbiz.asterisk.crm.directory.OfbizAgentDirectory;
import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.TelephoneNumbers;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.asterisk.crm.telephony.SpeedDials;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.DispatchContext;
import org.apache.ofbiz.service.ServiceUtil;

/** The services of speed dials (servicedef/services.xml): a user changes their own, a supervisor those of a group of theirs. */
public final class SpeedDialServices {

    private static final String MODULE = SpeedDialServices.class.getName();
    private static final int LONGEST_ID = 20;
    private static final int LONGEST_LABEL = 100;
    private static final int LONGEST_NUMBER = 40;

    private SpeedDialServices() {
    }

    /** Service findAsteriskSpeedDials. */
    public static Map<String, Object> findAsteriskSpeedDials(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).problems(), () -> {
            Map<String, Object> result = ServiceUtil.returnSuccess();
            SpeedDials.Owner owner = owner(dctx, context);
            TelephoneNumbers numbers = new TelephoneNumbers(CallCenter.settings(dctx.getDelegator()).get(Settings.DEFAULT_REGION));
            result.put("speedDials", new SpeedDials(dctx.getDelegator()).of(owner, numbers::display));
            result.put("editableGroups", owner.editable().stream().sorted().toList());
            return result;
        });
    }

    /** Service createAsteriskSpeedDial. */
    public static Map<String, Object> createAsteriskSpeedDial(DispatchContext dctx, Map<String, ? extends Object> context) {
        InputCheck check = InputCheck.of(context).required("label", "number").longest(LONGEST_LABEL, "label").longest(LONGEST_NUMBER, "number")
                .longest(LONGEST_ID, "callCenterGroupId").noMarkup();
        return CallServices.checked(check.problems(), () -> {
            String number = DialText.number(CallServices.text(context, "number").orElse(""));
            if (!DialText.DIALABLE.matcher(number).matches()) {
                return CallServices.refused(context, new Refusal(Refusal.Code.NUMBER_INVALID, CallServices.text(context, "number").orElse("")));
            }
            SpeedDials.Owner owner = owner(dctx, context);
            String groupId = CallServices.text(context, "callCenterGroupId").orElse("");
            SpeedDials dials = new SpeedDials(dctx.getDelegator());
            if (!groupId.isEmpty() && !owner.editable().contains(groupId)) {
                return CallServices.refused(context, new Refusal(Refusal.Code.NOT_PERMITTED, "ASTERISK_SUPERVISOR"));
            }
            if (dials.isFull(owner, groupId)) {
                return ServiceUtil.returnError(UtilProperties.getMessage("AsteriskUiLabels", "AsteriskSpeedDialsFull",
                        Map.of("most", String.valueOf(SpeedDials.MOST)), UtilMisc.ensureLocale(context.get("locale"))));
            }
            return stored(context, () -> {
                Map<String, Object> result = ServiceUtil.returnSuccess();
                result.put("speedDialId", dials.create(owner, groupId, CallServices.text(context, "label").orElse(""), number));
                return result;
            });
        });
    }

    /** Service deleteAsteriskSpeedDial. */
    public static Map<String, Object> deleteAsteriskSpeedDial(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).required("speedDialId").longest(LONGEST_ID, "speedDialId").problems(), () -> {
            Optional<GenericValue> row = new SpeedDials(dctx.getDelegator()).editable(CallServices.text(context, "speedDialId").orElse(""),
                    owner(dctx, context));
            return stored(context, () -> {
                if (row.isPresent()) {
                    row.get().remove();
                }
                return ServiceUtil.returnSuccess();
            });
        });
    }

    /** Service orderAsteriskSpeedDials. */
    public static Map<String, Object> orderAsteriskSpeedDials(DispatchContext dctx, Map<String, ? extends Object> context) {
        return CallServices.checked(InputCheck.of(context).required("speedDialIds").problems(), () -> {
            List<String> ids = Arrays.stream(CallServices.text(context, "speedDialIds").orElse("").split(",")).map(String::trim).distinct()
                    .limit(SpeedDials.MOST).toList();
            return stored(context, () -> {
                new SpeedDials(dctx.getDelegator()).order(ids, owner(dctx, context));
                return ServiceUtil.returnSuccess();
            });
        });
    }

    private static SpeedDials.Owner owner(DispatchContext dctx, Map<String, ? extends Object> context) {
        GenericValue userLogin = (GenericValue) context.get("userLogin");
        String user = userLogin.getString("userLoginId");
        List<AgentDirectory.Membership> memberships = new OfbizAgentDirectory(dctx.getDelegator(), CallCenter.settings(dctx.getDelegator()),
                Optional.empty()).memberships(user);
        boolean all = dctx.getSecurity().hasEntityPermission("ASTERISK", "_SUPERVISOR", userLogin);
        return new SpeedDials.Owner(user, ids(memberships, any -> true), ids(memberships, one -> all || one.isSupervisor()));
    }

    private static Set<String> ids(List<AgentDirectory.Membership> memberships, Predicate<AgentDirectory.Membership> which) {
        return memberships.stream().filter(which).map(membership -> membership.group().groupId()).collect(Collectors.toUnmodifiableSet());
    }

    private static Map<String, Object> stored(Map<String, ? extends Object> context, Change change) {
        try {
            return change.make();
        } catch (GenericEntityException | RuntimeException e) {
            Debug.logError(e, "Couldn't change speed dials", MODULE);
            return CallServices.refused(context, new Refusal(Refusal.Code.FAILED, ""));
        }
    }

    @FunctionalInterface
    private interface Change {
        Map<String, Object> make() throws GenericEntityException;
    }
}
