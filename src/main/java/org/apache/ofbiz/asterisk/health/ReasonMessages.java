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
package org.apache.ofbiz.asterisk.health;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.base.util.UtilProperties;

/** Why a connection is as it is, in the language of the page. Stateless. */
public final class ReasonMessages {

    private static final String LABELS = "AsteriskUiLabels";

    private ReasonMessages() {
    }

    /** The message of this reason; dates are those of this zone. */
    public static String of(ConnectionReason reason, Locale locale, ZoneId zone) {
        Map<String, Object> values = new HashMap<>();
        reason.values().forEach((place, value) -> values.put(place, text(value, locale, zone)));
        return UtilProperties.getMessage(LABELS, "AsteriskConnectionReason_" + reason.code(), values, locale).strip();
    }

    private static String text(Object value, Locale locale, ZoneId zone) {
        if (value instanceof ConnectionReason inner) {
            return of(inner, locale, zone);
        }
        return value instanceof Instant time
                ? DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).withZone(zone).format(time) : value.toString();
    }
}
