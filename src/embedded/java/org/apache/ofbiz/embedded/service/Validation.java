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
package org.apache.ofbiz.embedded.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.ofbiz.base.util.ObjectType;
import org.apache.ofbiz.service.ModelParam;

/** Compares what a service is given, or gives, with what it declares. Not thread-safe: one for each check. */
public final class Validation {
    /** What OFBiz's policy for "safe" HTML refuses besides tags; of tags, the slice lets none pass. */
    private static final Pattern NOT_SAFE = Pattern.compile("[&+<=>@`\\\\\\u1FEF\\uFE60-\\uFFFF\\x{10000}-\\x{10FFFF}]");

    private final String service;
    private final List<ModelParam> params;
    private final String mode;
    private final List<String> messages = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> extra = new ArrayList<>();

    /**
     * What was wrong.
     * @param missing the names of required parameters that were not there
     * @param extra the names that the service does not declare
     */
    public record Findings(List<String> messages, List<String> missing, List<String> extra) {
        public boolean isEmpty() {
            return messages.isEmpty();
        }
    }

    /**
     * @param params the parameters that the service declares
     * @param mode IN or OUT
     */
    public Validation(String service, List<ModelParam> params, String mode) {
        this.service = service;
        this.params = params.stream().filter(param -> mode.equals("IN") ? param.isIn() : param.isOut()).toList();
        this.mode = mode;
    }

    public Findings check(Map<String, Object> values) {
        Map<String, ModelParam> known = new HashMap<>();
        for (ModelParam param : params) {
            known.put(param.name(), param);
            if (!param.optional() && values.get(param.name()) == null) {
                missing.add(param.name());
                messages.add("The following required parameter is missing: [" + mode + "] [" + service + "." + param.name() + "]");
            }
        }
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            if (!known.containsKey(entry.getKey())) {
                extra.add(entry.getKey());
                messages.add("Unknown parameter found: [" + service + "." + entry.getKey() + "]");
            } else if (entry.getValue() != null) {
                checkValue(known.get(entry.getKey()), entry.getValue());
            }
        }
        return new Findings(List.copyOf(messages), List.copyOf(missing), List.copyOf(extra));
    }

    private void checkValue(ModelParam param, Object value) {
        if (!ObjectType.instanceOf(value, param.type())) {
            messages.add("Type check failed for field [" + service + "." + param.name() + "]; expected type is [" + param.type()
                    + "]; actual type is [" + value.getClass().getName() + "]");
        }
        if (mode.equals("IN") && value instanceof String text) {
            if (param.allowHtml().equals("none") && (text.indexOf('<') >= 0 || text.indexOf('>') >= 0)) {
                messages.add("In field [" + param.name() + "] less-than (<) and greater-than (>) symbols are not allowed");
            } else if (param.allowHtml().equals("safe") && NOT_SAFE.matcher(text).find()) {
                messages.add("In field [" + param.name() + "] by our input policy, your input has not been accepted for security reason");
            }
        }
    }
}
