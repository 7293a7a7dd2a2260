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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.acd.outbound.OutboundService;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;

/**
 * Variables that an outbound service sets, as an admin writes them: SERVICE_CAMPAIGN=spring, and more of them separated by commas. Others than
 * SERVICE_... mean something to the PBX or its dialplan, up to a program that is run. Stateless.
 */
public final class ServiceVariables {

    /** Variables of one service. */
    public static final int MOST = 5;
    private static final Pattern ONE = Pattern.compile("(SERVICE_[A-Z0-9_]{1,31}+) *+= *+([\\p{L}\\p{N} ._:@/+*#-]{0,60}+)");

    private ServiceVariables() {
    }

    /** By name; empty where the text holds anything else. */
    public static Optional<Map<String, String>> read(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> parts = Arrays.stream(text.split(",")).map(String::trim).filter(part -> !part.isEmpty()).toList();
        for (String part : parts) {
            Matcher one = ONE.matcher(part);
            if (!one.matches() || one.group(1).equals(OutboundService.NAME_VARIABLE)) {
                return Optional.empty();
            }
            variables.put(one.group(1), one.group(2).trim());
        }
        return !PlainText.isPlain(text) || parts.size() > MOST || variables.size() < parts.size() ? Optional.empty() : Optional.of(variables);
    }
}
