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
/** @import {Problem} from './phoneState.js' */

/**
 * Why a call ended that the phone or the network is to blame for.
 *
 * @param {string | undefined} cause  of JsSIP
 * @param {boolean} sounded  whether there was sound
 * @returns {Problem | undefined} undefined for calls that end without a fault of the phone
 */
export function problemOf(cause, sounded) {
  switch (cause) {
    case 'Incompatible SDP': case 'Missing SDP': case 'Bad Media Description': case 'WebRTC Error': return 'NO_CODEC';
    case 'RTP Timeout': return sounded ? 'CALL_LOST' : 'NO_PATH';
    case 'Request Timeout': case 'Connection Error': case 'Dialog Error': return sounded ? 'CALL_LOST' : undefined;
    case 'User Denied Media Access': return 'MICROPHONE_REFUSED';
    default: return undefined;
  }
}
