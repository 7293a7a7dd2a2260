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
import java.time.ZoneId
import java.util.regex.Pattern
import org.apache.ofbiz.asterisk.call.standby.Side
import org.apache.ofbiz.asterisk.call.standby.StandbyPbx
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.center.standby.PbxInUseRows
import org.apache.ofbiz.asterisk.service.SetupServices
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.directory.ServerSecret
import org.apache.ofbiz.asterisk.crm.directory.Servers
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
    Map trial = tried(server)
    if (!trial.reached && parameters.enableUntested != 'Y') {
        if (parameters.enabled == 'Y') {
            return error(refusal(trial))
        }
        server.enabled = 'N'
    }
    if (trial.standbyProblem && parameters.enableUntested != 'Y') {
        return error(trial.standbyProblem)
    }
    server.create()
    List<String> warnings = warnings(trial, server)
    return success(warnings.join(' ') ?: label('AsteriskUiLabels', 'AsteriskSaved'), [serverId: server.serverId, warnings: warnings])
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
    List<String> connectedBy = ['host', 'port', 'useTls', 'certificateFingerprint', 'trustedCertificates', 'userName', 'secret', 'enabled']
    List<String> standbyBy = ['standbyHost', 'standbyPort', 'standbyFingerprint']
    GenericValue before = (GenericValue) server.clone()
    server.setNonPKFields(parameters)
    server.secret = parameters.secret ?: null
    server.secret = ServerSecret.of(delegator, server).orElse(null)
    if (!server.secret) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorSecretAgain'))
    }
    boolean moved = movesStandby(before, server)
    if (moved && before.enabled == 'Y' && server.enabled == 'Y' && usesStandby(server.serverId)) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorStandbyInUse'))
    }
    Map trial = tried(server)
    // what an admin changes while the PBX is offline, and has nothing to do with reaching it, is theirs to change
    if (!trial.reached && parameters.enableUntested != 'Y' && connectedBy.any { field -> (before[field] ?: '') != (server[field] ?: '') }) {
        return error(refusal(trial))
    }
    if (trial.standbyProblem && parameters.enableUntested != 'Y' && standbyBy.any { field -> (before[field] ?: '') != (server[field] ?: '') }) {
        return error(trial.standbyProblem)
    }
    server.store()
    if (moved || !server.standbyHost) {
        // which one of the PBXs before was used says nothing of those from now on
        delegator.removeByAnd('AsteriskPbxInUse', [serverId: server.serverId])
    }
    List<String> warnings = warnings(trial, server)
    return success(warnings.join(' ') ?: label('AsteriskUiLabels', 'AsteriskSaved'), [warnings: warnings])
}

/** Stores the certificate that an admin has just seen, if the server still shows it. */
Map pinAsteriskServerCertificate() {
    List<String> problems = checkServer().required('certificateFingerprint').problems()
    GenericValue server = from('AsteriskServer').where('serverId', parameters.serverId).queryOne()
    if (problems || !server) {
        return error(problems.join(' ') ?: label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.serverId]))
    }
    Map shown = run service: 'fetchAsteriskServerCertificate', with: [host: server.host, port: server.port]
    if (shown.certificate.fingerprint != parameters.certificateFingerprint) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorOtherCertificate', [shown: shown.certificate.fingerprint]))
    }
    server.certificateFingerprint = shown.certificate.fingerprint
    server.useTls = 'Y'
    server.store()
    return success(label('AsteriskUiLabels', 'AsteriskCertificatePinned'), [serverId: server.serverId])
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
    delegator.removeByAnd('AsteriskServerTrunk', [fromServerId: parameters.serverId])
    delegator.removeByAnd('AsteriskServerTrunk', [toServerId: parameters.serverId])
    if (delegator.removeByAnd('AsteriskServer', [serverId: parameters.serverId]) == 0) {
        return error(label('AsteriskUiLabels', 'AsteriskErrorUnknown', [key: parameters.serverId]))
    }
    delegator.removeByAnd('AsteriskPhoneGateway', [serverId: parameters.serverId])
    delegator.removeByAnd('AsteriskPbxInUse', [serverId: parameters.serverId])
    return success(label('AsteriskUiLabels', 'AsteriskDeleted'))
}

private boolean usesStandby(String serverId) {
    return new PbxInUseRows(delegator, serverId).used() == Side.STANDBY
}

/** Whether the PBX that was the standby is another one, the first, or none from now on. A standby that gets the first's address is refused anyway. */
private boolean movesStandby(GenericValue before, GenericValue server) {
    Optional<Servers.Address> was = Servers.address(before, Side.STANDBY)
    return was.isPresent() && was != Servers.address(server, Side.STANDBY)
}

/** A server that stays off is not tried. */
private Map tried(GenericValue server) {
    return server.enabled == 'Y' ? SetupServices.trial(server, parameters.userLogin.userLoginId, parameters.locale, ZoneId.systemDefault())
            : [reached: true, warnings: []]
}

private String refusal(Map trial) {
    return [label('AsteriskUiLabels', 'AsteriskErrorNotEnabled'), trial.text, trial.remedy].findAll().join(' ')
}

private List<String> warnings(Map trial, GenericValue server) {
    if (trial.reached) {
        return trial.warnings
    }
    String saved = label('AsteriskUiLabels', server.enabled == 'Y' ? 'AsteriskSavedUnreached' : 'AsteriskSavedDisabled')
    return [[saved, trial.text, trial.remedy].findAll().join(' ')]
}

private InputCheck checkServer() {
    Pattern context = Pattern.compile(/[\w.-]{1,80}/)
    Pattern host = Pattern.compile(/[A-Za-z0-9.:_-]{1,255}/)
    Pattern fingerprint = Pattern.compile(/([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}/)
    Pattern member = Pattern.compile(/(?=.{0,94}\{name\})(?:[\w\/@:.-]|\{name\}|\{technology\}){1,100}/)
    GenericValue typed = delegator.makeValue('AsteriskServer')
    typed.setNonPKFields(parameters)
    boolean same = Servers.address(typed, Side.STANDBY) == Servers.address(typed, Side.FIRST)
    InputCheck check = InputCheck.of(parameters)
            .id('serverId')
            .matches('host', host, 'AsteriskErrorHost')
            .number('port', 1, 65535)
            .yesOrNo('useTls', 'enabled', 'standbyReturns')
            .matches('certificateFingerprint', fingerprint, 'AsteriskErrorFingerprint')
            .matches('standbyHost', host, 'AsteriskErrorHost')
            .number('standbyPort', 1, 65535)
            .number('standbyAfterSeconds', StandbyPbx.SHORTEST_AFTER.toSeconds(), StandbyPbx.LONGEST_AFTER.toSeconds())
            .matches('standbyFingerprint', fingerprint, 'AsteriskErrorFingerprint')
            .matches('internalContext', context, 'AsteriskErrorContext')
            .matches('outboundContext', context, 'AsteriskErrorContext')
            .matches('claimContext', context, 'AsteriskErrorContext')
            .matches('waitingContext', context, 'AsteriskErrorContext')
            .matches('memberInterface', member, 'AsteriskErrorMemberInterface')
            .matches('memberStateInterface', member, 'AsteriskErrorMemberInterface')
            .matches('outsidePrefix', Pattern.compile(/[0-9*#]{1,6}/), 'AsteriskErrorOutsidePrefix')
            .longest(100, 'userName', 'secret')
            .longest(255, 'description', 'recordingsLocation', 'trustedCertificates')
            .forDialplan('recordingsLocation', 'userName')
            .recordingsFolder('recordingsLocation', CallCenter.settings(delegator))
    return same ? check.refused('standbyHost', 'AsteriskErrorStandbySame') : check
}
