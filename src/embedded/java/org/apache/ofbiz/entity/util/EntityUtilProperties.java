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
package org.apache.ofbiz.entity.util;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** Settings that a SystemProperty row overrides, where a delegator is given. Thread-safe. */
@SuppressWarnings("serial")
public final class EntityUtilProperties implements Serializable {
    private static final String MODULE = EntityUtilProperties.class.getName();

    private EntityUtilProperties() {
    }

    /** The SystemProperty's value, else the file's, else an empty text. */
    public static String getPropertyValue(String resource, String name, Delegator delegator) {
        GenericValue row = systemProperty(resource, name, delegator);
        String value = row == null ? null : row.getString("systemPropertyValue");
        return row == null ? UtilProperties.getPropertyValue(resource, name) : value == null ? "" : value;
    }

    public static String getMessage(String resource, String name, Locale locale, Delegator delegator) {
        return UtilProperties.getMessage(resource, name, locale);
    }

    public static String getMessage(String resource, String name, Map<String, ? extends Object> context, Locale locale) {
        return UtilProperties.getMessage(resource, name, context, locale);
    }

    /** As in OFBiz, from the cache: a setting is read far more often than it is changed. */
    private static GenericValue systemProperty(String resource, String name, Delegator delegator) {
        String file = resource.replaceFirst("\\.properties$", "");
        try {
            return EntityQuery.use(delegator).from("SystemProperty").where("systemResourceId", file, "systemPropertyId", name).cache().queryOne();
        } catch (GenericEntityException e) {
            Debug.logError(e, "could not read the SystemProperty " + resource + "#" + name, MODULE);
            return null;
        }
    }
}
