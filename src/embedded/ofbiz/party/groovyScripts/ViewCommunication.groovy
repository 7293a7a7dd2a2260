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
import org.apache.ofbiz.party.party.PartyHelper

String communicationEventId = parameters.communicationEventId
Map event = from('CommunicationEvent').where('communicationEventId', communicationEventId).queryOne()?.getAllFields() ?: [:]
context.communicationEvent = event + ['From', 'To'].collectEntries { String end ->
    String partyId = event['partyId' + end]
    ['partyName' + end, partyId ? PartyHelper.getPartyName(delegator, partyId, false) + ' [' + partyId + ']' : '']
}
context.recordings = from('CommEventContentAssoc').where('communicationEventId', communicationEventId).queryList().collect {
    [contentId: it.contentId, name: from('Content').where('contentId', it.contentId).queryOne()?.contentName ?: it.contentId]
}
