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
package org.apache.ofbiz.asterisk.crm.telephony;

import org.apache.ofbiz.asterisk.crm.numbers.DialText;
import org.apache.ofbiz.asterisk.crm.numbers.NumberClassifier;
import org.apache.ofbiz.asterisk.crm.numbers.NumberClassifier.Classified;
import org.apache.ofbiz.asterisk.crm.numbers.NumberClassifier.Kind;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;

/**
 * What somebody who changes groups and phones may add to what the PBX is asked to dial. A prefix or context of theirs is in front of numbers that
 * were allowed without it, and the number of a group or phone is one that anybody may call. Stateless; looks up.
 */
public final class NewWaysOut {

    private final Delegator delegator;
    private final Security security;
    private final Settings settings;

    public NewWaysOut(Delegator delegator, Security security, Settings settings) {
        this.delegator = delegator;
        this.security = security;
        this.settings = settings;
    }

    /** Whether this user may call wherever a prefix or context could lead. */
    public boolean mayLeadAnywhere(GenericValue userLogin) {
        return may(userLogin, OutboundRules.INTERNATIONAL) && may(userLogin, OutboundRules.PREMIUM);
    }

    /** Whether a group or phone may be reached at this number: one that networks charge needs the permission to call it. */
    public boolean mayBeReachedAt(GenericValue userLogin, String number) {
        return !DialText.isNumber(number) || !isCharged(DialText.number(number)) || may(userLogin, OutboundRules.PREMIUM);
    }

    private boolean isCharged(String number) {
        Classified outside = new NumberClassifier(settings.get(Settings.DEFAULT_REGION), "", any -> false).classify(number);
        return outside.premium() && outside.kind() != Kind.UNKNOWN; // what a number could become with more digits, no group is reached at
    }

    private boolean may(GenericValue userLogin, String permission) {
        return OutboundRules.isPermitted(delegator, security, userLogin.getString("userLoginId"), permission);
    }
}
