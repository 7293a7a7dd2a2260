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
package org.apache.ofbiz.asterisk.acd.board;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody may see of the wallboard.
 *
 * @param all      everything
 * @param groupIds else these groups, their agents and their calls
 */
public record BoardAudience(boolean all, Set<String> groupIds) {

    public static final BoardAudience NOBODY = new BoardAudience(false, Set.of());
    public static final BoardAudience EVERYTHING = new BoardAudience(true, Set.of());

    public BoardAudience {
        groupIds = Set.copyOf(groupIds);
    }

    public boolean sees(String groupId) {
        return all || groupIds.contains(groupId);
    }

    public boolean seesAny(Collection<String> groups) {
        return all || groups.stream().anyMatch(groupIds::contains);
    }

    /** Those of the groups that they may see. */
    Set<String> of(Collection<String> groups) {
        return groups.stream().filter(this::sees).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether there is anything that they may see. */
    public boolean isAnybody() {
        return all || !groupIds.isEmpty();
    }
}
