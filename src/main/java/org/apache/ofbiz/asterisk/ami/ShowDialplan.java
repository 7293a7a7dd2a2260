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

import org.asteriskjava.manager.action.AbstractManagerAction;

/** Asks for a part of the dialplan; asterisk-java's own action asks for all of it. Public, since asterisk-java reads actions by reflection. */
public final class ShowDialplan extends AbstractManagerAction {

    private static final long serialVersionUID = 1L;

    private final String context;
    private final String extension;

    /**
     * @param context   empty for all of the dialplan
     * @param extension empty for all of the context
     */
    ShowDialplan(String context, String extension) {
        this.context = context;
        this.extension = extension;
    }

    @Override
    public String getAction() {
        return "ShowDialPlan";
    }

    /** Null leaves the header out. */
    public String getContext() {
        return context.isEmpty() ? null : context;
    }

    /** Null leaves the header out. */
    public String getExtension() {
        return extension.isEmpty() ? null : extension;
    }
}
