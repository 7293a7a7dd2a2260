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
package org.apache.ofbiz.asterisk.call;

import java.util.Optional;

/**
 * One channel of the PBX's own list, as it is read after a login.
 *
 * @param ringing     whether its far end rings
 * @param bridgeId    the bridge that it is in
 * @param application dialplan application it is in, e.g. {@code MusicOnHold}; empty where none
 * @param dialed      number with which it came in; empty where nobody asked for it, or none is known
 * @param parking     where it is parked
 */
public record LiveChannel(Channel channel, boolean up, boolean ringing, Party caller, String context, String extension,
                          Optional<String> bridgeId, String application, String dialed, Optional<Parking> parking) {

    /** @param by dial string of the extension that parked the caller; empty where unknown */
    public record Parking(String by, String space) {
    }

    /** One whose dialed number isn't known, and who isn't parked. */
    public LiveChannel(Channel channel, boolean up, boolean ringing, Party caller, String context, String extension,
                       Optional<String> bridgeId, String application) {
        this(channel, up, ringing, caller, context, extension, bridgeId, application, "", Optional.empty());
    }

    /** One that does not ring. */
    public LiveChannel(Channel channel, boolean up, Party caller, String context, String extension, Optional<String> bridgeId,
                       String application) {
        this(channel, up, false, caller, context, extension, bridgeId, application);
    }

    public LiveChannel withDialed(String number) {
        return new LiveChannel(channel, up, ringing, caller, context, extension, bridgeId, application, number, parking);
    }

    public LiveChannel parked(Parking where) {
        return new LiveChannel(channel, up, ringing, caller, context, extension, bridgeId, application, dialed, Optional.of(where));
    }
}
