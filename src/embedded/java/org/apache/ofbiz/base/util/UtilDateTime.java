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
package org.apache.ofbiz.base.util;

import java.sql.Timestamp;
import java.text.DateFormat;
import java.text.SimpleDateFormat;
import java.util.Locale;
import java.util.TimeZone;

/** Times as OFBiz passes them: java.sql.Timestamp with milliseconds. */
public final class UtilDateTime {
    private UtilDateTime() {
    }

    public static Timestamp nowTimestamp() {
        return new Timestamp(System.currentTimeMillis());
    }

    public static String getDateTimeFormat() {
        return "yyyy-MM-dd HH:mm:ss.SSS";
    }

    /** @param dateTimeFormat a pattern, or null for the short format of the locale */
    public static DateFormat toDateTimeFormat(String dateTimeFormat, TimeZone tz, Locale locale) {
        DateFormat format = dateTimeFormat == null
                ? DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.MEDIUM, locale) : new SimpleDateFormat(dateTimeFormat, locale);
        format.setTimeZone(tz);
        return format;
    }
}
