/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.service.ServiceUtil

// Data of the page diagnostics, in the words of the service. The service checks permission once more.
Map found = dispatcher.runSync('asteriskDiagnostics', [userLogin: userLogin, locale: locale, timeZone: timeZone])
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
context.diagnosis = found

// a test call is for who may set servers up; its phones are those that somebody has
if (security.hasEntityPermission('ASTERISK', '_ADMIN', userLogin)) {
    String own = userLogin.userLoginId
    List phones = from('AsteriskPeer').where('peerTypeId', 'AST_EXTENSION', 'enabled', 'Y').orderBy('serverId', 'peerName').maxRows(200).queryList()
            .findAll { phone -> phone.userLoginId || phone.partyId }
    context.testPhones = phones.collect { phone -> [peerId: phone.peerId, name: phone.peerName, owner: phone.userLoginId ?: phone.partyId] }
            .sort { phone -> phone.owner == own ? 0 : 1 }
    context.testServer = phones ? phones.first().serverId : ''
    context.testCall = dispatcher.runSync('getTestCall', [userLogin: userLogin, locale: locale])
}
