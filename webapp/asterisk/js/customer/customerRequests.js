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

/**
 * The common requests and those about customers.
 *
 * @param {ReturnType<typeof import('../common/requests.js').createRequests>} common
 */
export function withCustomers(common) {
  return { ...common, ...common.more(customerRequests) };
}

/**
 * The requests about customers, of speed dials, and of the workplace.
 *
 * @param {(name: string, fields: Record<string, string>) => Promise<any>} get
 * @param {(name: string, fields: Record<string, string>) => Promise<any>} post
 */
function customerRequests(get, post) {
  return {
    /**
     * @param {string} partyId
     * @returns {Promise<import('./types.js').CustomerCard>}
     */
    customerCard: (partyId) => get('customerCard', { partyId }),
    /**
     * @param {string} partyId
     * @param {boolean} objects  whether no call with them is recorded from now on
     */
    setObjection: (partyId, objects) => post('setRecordingObjection', { partyId, objects: objects ? 'Y' : 'N' }),
    /**
     * @param {string} partyId
     * @param {string} note
     */
    createNote: (partyId, note) => post('createCustomerNote', { partyId, note }),
    /** @returns {Promise<{speedDials: import('../team/speedDials.js').SpeedDial[], editableGroups: string[]}>} */
    speedDials: () => get('speedDials', {}),
    /** @param {Record<string, string>} fields  label, number, callCenterGroupId */
    createSpeedDial: (fields) => post('createSpeedDial', fields),
    /** @param {string} speedDialId */
    deleteSpeedDial: (speedDialId) => post('deleteSpeedDial', { speedDialId }),
    /** @param {string[]} speedDialIds  in the new order */
    orderSpeedDials: (speedDialIds) => post('orderSpeedDials', { speedDialIds: speedDialIds.join(',') }),
    /** @param {Record<string, string>} fields  agentNumber, pin */
    setAgentPin: (fields) => post('setAgentPin', fields),
    /** @param {Record<string, string>} fields  number, zone, takeOver */
    workAt: (fields) => post('workAt', fields),
    /**
     * @param {string} peerId  of a phone in the page
     * @returns {Promise<{account: import('../phone/sipClient.js').Account}>} keep it nowhere
     */
    openPagePhone: (peerId) => post('openPagePhone', { peerId }),
    /** @param {string} peerId  of the phone in the page, which goes in a call */
    leavePagePhone: (peerId) => post('leavePagePhone', { peerId }),
    /**
     * @param {string} peerId  of the phone in the page, which is registered
     * @param {boolean} inCall  whether it has a call
     * @returns {Promise<{callId?: string | null}>} the call that it gets back
     */
    takeUpPagePhone: (peerId, inCall) => post('takeUpPagePhone', { peerId, inCall: inCall ? 'Y' : 'N' }),
    /**
     * @param {string} peerId  of the phone in the page
     * @param {string} callId  of the call that it had
     * @param {Record<string, string>} measured  as sentQuality has it
     */
    keepPagePhoneQuality: (peerId, callId, measured) => post('keepPagePhoneQuality', { peerId, callId, ...measured }),
    /** @param {Record<string, string>} fields  callId or phoneCallId, partyId, thisCallOnly */
    changeContact: (fields) => post('correctParty', fields),
    /** @param {Record<string, string>} fields  callId or phoneCallId, firstName, lastName, number, createAnyway */
    createContact: (fields) => post('createContactForCall', fields),
    /** @returns {Promise<import('../voicemail/types.js').Voicemail>} */
    voicemail: () => get('voicemail', {}),
    /** @param {Record<string, string>} fields  boxId, messageId, leftAt, change */
    changeVoicemail: (fields) => post('changeVoicemail', fields),
    /**
     * @param {string} boxId
     * @returns {Promise<{targets: import('../voicemail/types.js').Target[]}>}
     */
    voicemailTargets: (boxId) => get('voicemailTargets', { boxId }),
    /** @param {Record<string, string>} fields  boxId, messageId, leftAt, targetBoxId */
    forwardVoicemail: (fields) => post('forwardVoicemail', fields),
    /** @returns {Promise<{callbacks: import('../callbacks/types.js').Callback[], total: number}>} */
    callbacks: () => get('callbacks', {}),
    /** @param {Record<string, string>} fields  callbackTaskId */
    claimCallback: (fields) => post('claimCallback', fields),
    /** @param {Record<string, string>} fields  callbackTaskId */
    releaseCallback: (fields) => post('releaseCallback', fields),
    /** @param {Record<string, string>} fields  callbackTaskId, outcome */
    closeCallback: (fields) => post('closeCallback', fields),
    /** @param {Record<string, string>} fields  callbackTaskId */
    reopenCallback: (fields) => post('reopenCallback', fields),
    /** @param {Record<string, string>} fields  callbackTaskId, dueDate */
    setCallbackDue: (fields) => post('setCallbackDue', fields),
    /** @param {{partyId: string, callId: string, subject: string, description: string, startDate: string}} fields */
    createFollowUp: (fields) => post('createFollowUp', fields),
  };
}
