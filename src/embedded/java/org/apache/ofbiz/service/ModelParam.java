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
package org.apache.ofbiz.service;


/**
 * One attribute of a service. Immutable.
 *
 * @param allowHtml "none", "safe" or "any"
 * @param internal true for what every service has: userLogin, locale, responseMessage...
 * @param stringMapPrefix where it is not empty, a request gives a map: all its parameters that begin so, by the rest of their names
 */
public record ModelParam(String name, String type, String mode, boolean optional, String allowHtml, boolean internal, String stringMapPrefix) {

    public String getName() {
        return name;
    }

    public String getType() {
        return type;
    }

    public boolean isOptional() {
        return optional;
    }

    public boolean isIn() {
        return !mode.equals("OUT");
    }

    public boolean isOut() {
        return !mode.equals("IN");
    }

    public String getStringMapPrefix() {
        return stringMapPrefix;
    }

    boolean has(String wantedMode) {
        return wantedMode.equals("IN") ? isIn() : isOut();
    }
}
