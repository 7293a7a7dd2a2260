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
package org.apache.ofbiz.asterisk.ami;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.action.AbstractManagerAction;

/** An AMI action that asterisk-java has no class for, or one with other headers. Public, since asterisk-java reads actions by reflection. */
public final class PlainAction extends AbstractManagerAction {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final LinkedHashMap<String, String> headers;

    PlainAction(String name) {
        this(name, Map.of());
    }

    /** @param headers in this order */
    PlainAction(String name, Map<String, String> headers) {
        this.name = name;
        this.headers = new LinkedHashMap<>(headers);
    }

    /**
     * Asks for a part of the dialplan; asterisk-java's own action asks for all of it.
     *
     * @param context   empty for all of the dialplan
     * @param extension empty for all of the context
     */
    static PlainAction showDialplan(Optional<String> context, Optional<String> extension) {
        Map<String, String> headers = new LinkedHashMap<>();
        context.ifPresent(name -> headers.put("Context", name));
        extension.ifPresent(name -> headers.put("Extension", name));
        return new PlainAction("ShowDialPlan", headers);
    }

    @Override
    public String getAction() {
        return name;
    }

    /** asterisk-java writes each of them as a header. */
    public Map<String, String> getAttributes() {
        return headers;
    }
}
