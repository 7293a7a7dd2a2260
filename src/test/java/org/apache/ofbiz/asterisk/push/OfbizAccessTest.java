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
package org.apache.ofbiz.asterisk.push;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.security.Security;
import org.junit.jupiter.api.Test;

class OfbizAccessTest {

    private static final String LOGIN = "agent1001";

    private final Delegator delegator = mock(Delegator.class);
    private final Security security = mock(Security.class);
    private final OfbizAccess access = new OfbizAccess(delegator, security);
    private final GenericValue row = mock(GenericValue.class);

    OfbizAccessTest() {
        when(row.getString("userLoginId")).thenReturn(LOGIN);
    }

    @Test
    void aPermissionThatCouldNotBeReadIsNotTakenForNone() throws GenericEntityException {
        when(delegator.findList(any(), any(), any(), any(), any(), anyBoolean())).thenReturn(List.of(row))
                .thenThrow(new GenericEntityException("the database doesn't answer"));
        assertThrows(IllegalStateException.class, () -> access.of(Set.of(LOGIN)));
    }

    @Test
    void whoHasNoPermissionHasNone() throws GenericEntityException {
        when(delegator.findList(any(), any(), any(), any(), any(), anyBoolean())).thenReturn(List.of(row));
        assertThat(access.of(Set.of(LOGIN)), is(Map.of(LOGIN, new Access(true, false, false, false))));
    }
}
