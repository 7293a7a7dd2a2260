/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.ServerTrial
import org.apache.ofbiz.asterisk.crm.InputCheck
import org.apache.ofbiz.entity.GenericValue

Map createAsteriskServer() {
    List<String> problems = checkServer().required('host', 'userName', 'secret').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue server = delegator.makeValue('AsteriskServer')
    server.setNonPKFields(parameters)
    server.serverId = parameters.serverId ?: delegator.getNextSeqId('AsteriskServer')
    if (from('AsteriskServer').where('serverId', server.serverId).queryOne()) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorExists', [key: server.serverId]))
    }
    server.port = server.port ?: 5038L
    server.useTls = server.useTls ?: 'N'
    server.enabled = server.enabled ?: 'Y'
    server.create()
    List<String> warnings = ServerTrial.warnings(server, parameters.locale)
    return success(warnings.join(' ') ?: null, [serverId: server.serverId, warnings: warnings])
}

Map updateAsteriskServer() {
    List<String> problems = checkServer().notErased('host', 'port', 'userName').problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue server = from('AsteriskServer').where('serverId', parameters.serverId).queryOne()
    if (!server) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.serverId]))
    }
    // forms show no secret, so one that was left empty is one that was not changed
    String secret = parameters.secret ?: server.secret
    server.setNonPKFields(parameters)
    server.secret = secret
    server.store()
    List<String> warnings = ServerTrial.warnings(server, parameters.locale)
    return success(warnings.join(' ') ?: null, [warnings: warnings])
}

Map deleteAsteriskServer() {
    List<String> problems = checkServer().problems()
    if (problems) {
        return error(problems.join(' '))
    }
    long peers = from('AsteriskPeer').where('serverId', parameters.serverId).queryCount()
    long groups = from('CallCenterGroup').where('serverId', parameters.serverId).queryCount()
    long calls = from('PhoneCall').where('serverId', parameters.serverId).queryCount()
    if (peers + groups + calls > 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorServerInUse', [peers: peers, groups: groups, calls: calls]))
    }
    if (delegator.removeByAnd('AsteriskServer', [serverId: parameters.serverId]) == 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.serverId]))
    }
    return success()
}

private InputCheck checkServer() {
    Pattern context = Pattern.compile(/[\w.-]{1,80}/)
    return InputCheck.of(parameters)
            .id('serverId')
            .matches('host', Pattern.compile(/[A-Za-z0-9.:_-]{1,255}/), 'AsteriskErrorHost')
            .number('port', 1, 65535)
            .yesOrNo('useTls', 'enabled')
            .matches('certificateFingerprint', Pattern.compile(/([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}/), 'AsteriskErrorFingerprint')
            .matches('internalContext', context, 'AsteriskErrorContext')
            .matches('outboundContext', context, 'AsteriskErrorContext')
            .matches('claimContext', context, 'AsteriskErrorContext')
            .matches('waitingContext', context, 'AsteriskErrorContext')
            .longest(100, 'userName', 'secret')
            .longest(255, 'description', 'recordingsLocation', 'trustedCertificates')
}
