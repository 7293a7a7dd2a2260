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
package org.apache.ofbiz.asterisk.acd.control;

import java.util.List;
import java.util.Optional;
import org.apache.ofbiz.asterisk.acd.DialRules;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.Peer;

/** A server as if it had a phone that it reaches by a trunk: the dialing rules are those for a phone of its own. */
record ReachedByTrunk(Numbering here, String number) implements Numbering {

    /**
     * The phones of other servers that are meant by this target; none where this server has the number itself, or it is an emergency number.
     *
     * @param checked as this server alone would dial it
     */
    static List<Peer> phones(Numbering here, String target, DialRules.Checked checked) {
        boolean means = here.isExtension(target) || here.extension(target).isPresent() || here.reachesGroup(target)
                || here.groupOfQueue(target).isPresent() || checked.where() == DialRules.Where.EMERGENCY;
        return means ? List.of() : here.phonesByTrunk(target);
    }

    @Override
    public Optional<Peer> peer(String technology, String peerName) {
        return here.peer(technology, peerName);
    }

    @Override
    public boolean isExtension(String dialed) {
        return dialed.equals(number) || here.isExtension(dialed);
    }

    @Override
    public boolean reachesGroup(String dialed) {
        return here.reachesGroup(dialed);
    }

    @Override
    public String outsidePrefix() {
        return here.outsidePrefix();
    }

    @Override
    public Optional<String> groupOfNumber(String context, String extension) {
        return here.groupOfNumber(context, extension);
    }

    @Override
    public Optional<String> groupOfQueue(String queue) {
        return here.groupOfQueue(queue);
    }

    @Override
    public Optional<String> groupOfUserEvent(String userEvent, String extension) {
        return here.groupOfUserEvent(userEvent, extension);
    }

    @Override
    public Contexts contexts() {
        return here.contexts();
    }
}
