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
package org.apache.ofbiz.asterisk.push;

import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.base.util.UtilProperties;

/** Words from the component's labels. */
public final class LabelMessages implements Messages {

    private static final String LABELS = "AsteriskUiLabels";

    @Override
    public String refusal(String code, String detail, Locale locale) {
        return UtilProperties.getMessage(LABELS, "AsteriskRefusal_" + code, Map.of("detail", detail), locale);
    }

    @Override
    public String outcome(Outcome outcome, Locale locale) {
        return UtilProperties.getMessage(LABELS, "AsteriskOutcome_" + outcome, locale);
    }

    @Override
    public String pbxLost(Locale locale) {
        return UtilProperties.getMessage(LABELS, "AsteriskEvent_PBX_LOST", locale);
    }

    @Override
    public String enumeration(String enumId, String description, Locale locale) {
        String label = "AsteriskEnumeration_" + enumId;
        String words = UtilProperties.getMessage(LABELS, label, locale);
        return words.isEmpty() || words.equals(label) ? description : words;
    }
}
