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
package org.apache.ofbiz.asterisk.health;

import java.time.Instant;
import java.util.Optional;
import org.apache.ofbiz.asterisk.ami.wire.ConnectionReason;
import org.apache.ofbiz.asterisk.call.standby.Side;

/**
 * Which of a server's two PBXs is used.
 *
 * @param used           whose calls are known
 * @param since          when it began to be; the start of OFBiz, if it was so before
 * @param address        host and port of the one that is used
 * @param otherAddress   host and port of the other one
 * @param changes        from one to the other, since the start of OFBiz
 * @param openCalls      calls that go on; when the other one is used, they are lost
 * @param otherReachable whether the other one could be used, as of the last try; empty while nobody has tried
 * @param otherFailure   why it couldn't
 */
public record StandbyMetrics(Side used, Instant since, String address, String otherAddress, long changes, int openCalls,
                             Optional<Boolean> otherReachable, Optional<ConnectionReason> otherFailure) {
}
