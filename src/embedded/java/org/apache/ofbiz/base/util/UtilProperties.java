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

import java.io.Serializable;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.ResourceBundle;
import org.apache.ofbiz.base.util.collections.ResourceBundleMapWrapper;
import org.apache.ofbiz.base.util.string.FlexibleStringExpander;
import org.apache.ofbiz.embedded.data.Resources;

/**
 * Settings (<code>name.properties</code>) and labels (<code>NameUiLabels.xml</code>), found in the <code>config/</code> folders of the
 * loaded components, then on the class path. Thread-safe.
 */
@SuppressWarnings("serial")
public final class UtilProperties implements Serializable {
    private UtilProperties() {
    }

    /** The trimmed value; empty where resource or name is missing. */
    public static String getPropertyValue(String resource, String name) {
        return Resources.current().properties(resource).getProperty(name, "").trim();
    }

    /** All settings of the resource; null where there is none of that name. */
    public static Properties getProperties(String resource) {
        Properties found = Resources.current().properties(resource);
        return found.isEmpty() ? null : found;
    }

    /** The label in the locale's language, else in English, else its name. */
    public static String getMessage(String resource, String name, Locale locale) {
        return Resources.current().label(resource, name, locale).orElse(name);
    }

    /** The label with {0}, {1}... replaced. */
    public static String getMessage(String resource, String name, Object[] arguments, Locale locale) {
        return new MessageFormat(getMessage(resource, name, locale), locale).format(arguments);
    }

    public static <E> String getMessage(String resource, String name, List<E> arguments, Locale locale) {
        return getMessage(resource, name, arguments.toArray(), locale);
    }

    /** The label with <code>${name}</code> replaced from the map. */
    public static String getMessage(String resource, String name, Map<String, ? extends Object> context, Locale locale) {
        String label = getMessage(resource, name, locale);
        return UtilValidate.isEmpty(context) ? label : FlexibleStringExpander.expandString(label, context, locale);
    }

    /** The labels of the resource in the locale's language, else in English. */
    public static ResourceBundle getResourceBundle(String resource, Locale locale) {
        return new ResourceBundle() {
            @Override
            protected Object handleGetObject(String name) {
                return Resources.current().label(resource, name, locale).orElse(null);
            }

            @Override
            public Enumeration<String> getKeys() {
                return Collections.enumeration(Resources.current().labelNames(resource));
            }
        };
    }

    public static ResourceBundleMapWrapper getResourceBundleMap(String resource, Locale locale) {
        return new ResourceBundleMapWrapper(resource, locale);
    }
}
