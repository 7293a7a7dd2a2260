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
package org.apache.ofbiz.asterisk.ami.wire;

import org.asteriskjava.manager.action.AbstractManagerAction;

/** AMI's action Filter in the form that names an event (Asterisk 22); asterisk-java only knows the form with a pattern. */
public final class ExcludeEventAction extends AbstractManagerAction {

    private static final long serialVersionUID = 1L;

    private final String event;

    ExcludeEventAction(String event) {
        this.event = event;
    }

    @Override
    public String getAction() {
        return "Filter";
    }

    /** For asterisk-java, which sends what it finds by getters. */
    public String getOperation() {
        return "Add";
    }

    /** As {@link #getOperation()}. */
    public String getMatchCriteria() {
        return "action(exclude),name(" + event + ")";
    }

    /** The PBX asks for the header, even without a pattern. */
    public String getFilter() {
        return "";
    }
}
