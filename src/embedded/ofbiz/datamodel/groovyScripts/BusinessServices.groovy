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
import org.apache.ofbiz.base.util.UtilDateTime

/** Notes are the user's. */
Map createPartyNote() {
    String noteId = parameters.noteId ?: delegator.getNextSeqId('NoteData')
    makeValue('NoteData', [noteId: noteId, noteName: parameters.noteName, noteInfo: parameters.note, noteDateTime: UtilDateTime.nowTimestamp(),
            noteParty: parameters.userLogin.partyId]).create()
    makeValue('PartyNote', [partyId: parameters.partyId, noteId: noteId]).create()
    return success([noteId: noteId])
}

Map createWorkEffort() {
    String workEffortId = parameters.workEffortId ?: delegator.getNextSeqId('WorkEffort')
    makeValue('WorkEffort', parameters + [workEffortId: workEffortId, createdByUserLogin: parameters.userLogin?.userLoginId]).create()
    return success([workEffortId: workEffortId])
}

Map assignPartyToWorkEffort() {
    Map assignment = makeValue('WorkEffortPartyAssignment', parameters)
    assignment.fromDate = assignment.fromDate ?: UtilDateTime.nowTimestamp()
    assignment.create()
    return success([fromDate: assignment.fromDate])
}

Map ensurePartyRole() {
    Map key = [partyId: parameters.partyId, roleTypeId: parameters.roleTypeId]
    if (!findOne('PartyRole', key, false)) {
        makeValue('PartyRole', key).create()
    }
    return success()
}

/** Open invoices of the account; this host has no payments that are not applied, and no orders that use it up. */
Map calcBillingAccountBalance() {
    Map account = findOne('BillingAccount', [billingAccountId: parameters.billingAccountId], false)
    List invoices = from('Invoice').where('billingAccountId', parameters.billingAccountId, 'statusId', 'INVOICE_READY').queryList()
    BigDecimal open = invoices.collectMany { from('InvoiceItem').where('invoiceId', it.invoiceId).queryList() }
            .sum(0.0G) { (it.quantity ?: 1.0G) * it.amount }
    BigDecimal paid = invoices.collectMany { from('PaymentApplication').where('invoiceId', it.invoiceId).queryList() }
            .sum(0.0G) { it.amountApplied }
    BigDecimal available = (account.accountLimit ?: 0.0G) - open + paid
    return success([billingAccount: account, accountBalance: open - paid, netAccountBalance: open - paid, availableBalance: available,
            availableToCapture: available])
}
