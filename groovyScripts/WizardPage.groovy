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
import java.util.concurrent.TimeUnit
import org.apache.ofbiz.asterisk.center.CallCenter
import org.apache.ofbiz.asterisk.service.SetupServices
import org.apache.ofbiz.asterisk.health.TrialMessages
import org.apache.ofbiz.asterisk.call.Numbering
import org.apache.ofbiz.asterisk.call.PbxCommands
import org.apache.ofbiz.asterisk.crm.admin.EntryFields
import org.apache.ofbiz.asterisk.crm.admin.InputCheck
import org.apache.ofbiz.asterisk.crm.directory.UserDirectory
import org.apache.ofbiz.asterisk.crm.settings.Settings
import org.apache.ofbiz.asterisk.setup.DialplanLines
import org.apache.ofbiz.asterisk.setup.ManagerConf
import org.apache.ofbiz.asterisk.setup.NewSecret
import org.apache.ofbiz.asterisk.setup.OwnAddress
import org.apache.ofbiz.asterisk.setup.PhoneMatch
import org.apache.ofbiz.asterisk.setup.ServerTrial
import org.apache.ofbiz.entity.GenericValue
import org.apache.ofbiz.entity.condition.EntityCondition
import org.apache.ofbiz.entity.condition.EntityOperator

/** What the page wizard shows: how far the set-up of a server is, as the database and the PBX have it, and the data of one step. */
Map asteriskWizard() {
    List<String> problems = InputCheck.of(parameters).problems()
    if (problems) {
        return error(problems.join(' '))
    }
    GenericValue server = parameters.newServer == 'Y' ? null : chosenServer()
    Map state = progress(server)
    List<Boolean> done = state.done
    int first = done.indexOf(false) + 1
    int step = server ? (parameters.step ==~ /[1-6]/ ? parameters.step as int : first ?: 6) : 1
    Map wizard = [serverId: server?.serverId ?: '', serverName: server ? (server.description ?: server.host) : '', step: step, mark: state.mark,
                  steps: (1..6).collect { number ->
                      [number: number, title: label('AsteriskUiLabels', "AsteriskWizardStep$number".toString()), done: done[number - 1]]
                  }]
    switch (step) {
        case 1: wizard << addressStep(server); break
        case 2: wizard << rightsStep(server); break
        case 3: wizard << contextsStep(server); break
        case 4: wizard << phonesStep(server); break
        case 5: wizard << groupStep(server); break
        default: wizard << testStep(server)
    }
    return success([wizard: wizard])
}

/** Whether something has changed since a page was shown, for a script that asks again and again. */
Map asteriskWizardProgress() {
    List<String> problems = InputCheck.of(parameters).problems()
    if (problems) {
        return error(problems.join(' '))
    }
    Map state = progress(chosenServer())
    return success([mark: state.mark, done: state.done])
}

private GenericValue chosenServer() {
    return parameters.serverId ? from('AsteriskServer').where('serverId', parameters.serverId).queryOne()
            : from('AsteriskServer').orderBy('serverId').queryFirst()
}

private Map progress(GenericValue server) {
    if (!server) {
        return [done: [false] * 6, mark: '']
    }
    String serverId = server.serverId
    CallCenter callCenter = CallCenter.of(delegator).orElse(null)
    Map presences = callCenter ? callCenter.links().contexts(serverId).toCompletableFuture().get(6, TimeUnit.SECONDS) : [:]
    Numbering.Contexts named = contextsOf(server)
    boolean connected = callCenter?.links()?.status()?.get(serverId)?.connected() ?: false
    long phones = from('AsteriskPeer').where('serverId', serverId, 'peerTypeEnumId', 'AST_EXTENSION', 'enabled', 'Y').queryCount()
    List<Boolean> done = [
        server.enabled == 'Y',
        callCenter ? callCenter.links().rights(serverId).map { rights -> ServerTrial.missing(rights).isEmpty() }.orElse(false) : false,
        connected && named.all().size() >= 3 && ServerTrial.names(named).values().every() && !presences.containsValue(PbxCommands.Presence.MISSING),
        assignedPhones(serverId) as boolean,
        groupsOf(serverId).any { group -> group.entries && group.members },
        talked(serverId, 'AST_OUTBOUND') && talked(serverId, 'AST_INBOUND')]
    return [done: done, mark: "$done $presences $phones $connected".toString()]
}

private boolean talked(String serverId, String direction) {
    return from('PhoneCall').where('serverId', serverId, 'directionEnumId', direction, 'outcomeEnumId', 'AST_ANSWERED').queryFirst() as boolean
}

private Numbering.Contexts contextsOf(GenericValue server) {
    return new Numbering.Contexts(server.internalContext ?: '', server.outboundContext ?: '', server.claimContext ?: '', server.waitingContext ?: '')
}

private Map trialOf(GenericValue server) {
    ServerTrial.Report report = SetupServices.report(server, parameters.userLogin.userLoginId).orElse(null)
    TrialMessages words = new TrialMessages(parameters.locale, ZoneId.systemDefault())
    return [found: report?.found(), words: report ? words.of(report) : words.busy(), titles: words]
}

/** @param secret as it is shown, which a stored one never is */
private Map managerLines(Map server, String secret) {
    String host = server.host ?: '127.0.0.1'
    String typedPort = server.port?.toString() ?: ''
    int port = typedPort.isInteger() ? typedPort as int : 5038
    return [section: ManagerConf.section(server.userName ?: 'ofbiz', secret, OwnAddress.towards(host, port,
            CallCenter.connectionRules(delegator).addresses())),
            general: ManagerConf.general(host.contains(':') || host ==~ /[0-9.]++/ ? host : '0.0.0.0', port, server.useTls == 'Y')]
}

private Map addressStep(GenericValue server) {
    List<String> fields = ['description', 'host', 'port', 'useTls', 'certificateFingerprint', 'userName', 'recordingsLocation']
    boolean typed = parameters.typed == 'Y'
    Map shown = [host: '127.0.0.1', port: 5038, useTls: 'N', userName: 'ofbiz'] + (server ? server.getFields(fields) : [:])
    if (typed) {
        fields.each { field -> shown[field] = parameters[field] }
    }
    String proposed = !typed && (!server || parameters.newSecret == 'Y') ? NewSecret.make() : ''
    Map trial = server && server.enabled != 'Y' && !typed && !proposed ? trialOf(server).words : [:]
    return [server: shown.collectEntries { field, value -> [field, value == null ? '' : value.toString()] }, proposedSecret: proposed, trial: trial,
            recordingsDefault: CallCenter.settings(delegator).get(Settings.CALL_RECORDING_FILES_LOCATION),
            lines: managerLines(shown, proposed ?: label('AsteriskUiLabels', 'AsteriskWizardSecretAsEntered'))]
}

private Map rightsStep(GenericValue server) {
    return [trial: trialOf(server).words, lines: managerLines(server, label('AsteriskUiLabels', 'AsteriskWizardSecretAsIs'))]
}

private Map contextsStep(GenericValue server) {
    Map trial = trialOf(server)
    Map<String, List> found = trial.found ? trial.found.contexts() : [:]
    DialplanLines.Variant variant = DialplanLines.variant(found.keySet())
    Map chosen = ServerTrial.names(contextsOf(server)).collectEntries { place, name -> [place, name ?: DialplanLines.guess(place, found.keySet())] }
    GenericValue phone = from('AsteriskPeer').where('serverId', server.serverId, 'peerTypeEnumId', 'AST_EXTENSION').orderBy('peerId').queryFirst()
    GenericValue line = from('AsteriskPeer').where('serverId', server.serverId, 'peerTypeEnumId', 'AST_TRUNK').orderBy('peerId').queryFirst()
    DialplanLines.Names names = new DialplanLines.Names(phone?.technology ?: 'PJSIP', line?.peerName ?: 'trunk',
            chosen[DialplanLines.Place.WAITING])
    List places = chosen.collect { place, name ->
        [field: place.name().toLowerCase(Locale.ROOT) + 'Context', title: trial.titles.title(place), name: name,
         explained: label('AsteriskUiLabels', "AsteriskWizardContext_$place".toString()),
         state: found.isEmpty() ? 'UNKNOWN' : found.containsKey(name) ? 'THERE' : 'MISSING']
    }
    Map lacking = found.isEmpty() ? chosen : chosen.findAll { place, name -> !found.containsKey(name) }
    List variants = [variant, DialplanLines.Variant.values().find { other -> other != variant }].collect { each ->
        [name: each.name(), file: each.file(), likely: each == variant, lines: lacking.collect { place, name ->
            DialplanLines.lines(place, each, name, names).orElse('')
        }.findAll().join('\n')]
    }
    return [trial: trial.words, places: places, contexts: found.keySet() as List, lacking: !lacking.isEmpty(), known: !found.isEmpty(),
            variants: variants, outsidePrefix: server.outsidePrefix ?: '', freePbx: variant == DialplanLines.Variant.FREEPBX]
}

private List<GenericValue> assignedPhones(String serverId) {
    EntityCondition assigned = EntityCondition.makeCondition([EntityCondition.makeCondition('userLoginId', EntityOperator.NOT_EQUAL, null),
            EntityCondition.makeCondition('partyId', EntityOperator.NOT_EQUAL, null)], EntityOperator.OR)
    EntityCondition phones = EntityCondition.makeCondition([serverId: serverId, peerTypeEnumId: 'AST_EXTENSION', enabled: 'Y'])
    return from('AsteriskPeer').where(EntityCondition.makeCondition([phones, assigned], EntityOperator.AND)).orderBy('peerName')
            .maxRows(200).queryList()
}

private Map phonesStep(GenericValue server) {
    Map free = [serverId: server.serverId, peerTypeEnumId: 'AST_EXTENSION', enabled: 'Y', userLoginId: null, partyId: null]
    List<GenericValue> phones = from('AsteriskPeer').where(free).orderBy('peerName').maxRows(100).queryList()
    Map proposals = PhoneMatch.of(phones.collect { phone -> new PhoneMatch.Phone(phone.peerId, phone.peerName, phone.callerIdName ?: '') },
            usersFor(phones))
    return [autoFill: CallCenter.settings(delegator).get(Settings.AUTO_FILL_EXTENSION_AND_TRUNK),
            freeCount: from('AsteriskPeer').where(free).queryCount(),
            assigned: assignedPhones(server.serverId as String).collect { phone -> described(phone) },
            trunks: from('AsteriskPeer').where('serverId', server.serverId, 'peerTypeEnumId', 'AST_TRUNK', 'enabled', 'Y').orderBy('peerName')
                    .maxRows(20).queryList()*.peerName,
            phones: phones.collect { phone ->
                PhoneMatch.Proposal proposal = proposals[phone.peerId]
                described(phone) + [login: proposal?.user()?.userLoginId() ?: '', proposed: proposal?.user()?.name() ?: '',
                                    reason: proposal ? label('AsteriskUiLabels', "AsteriskWizardMatch_${proposal.reason()}".toString()) : '']
            }]
}

private Map described(GenericValue phone) {
    UserDirectory people = new UserDirectory(delegator)
    return [peerId: phone.peerId, name: phone.peerName, technology: phone.technology, callerIdName: phone.callerIdName ?: '',
            state: CallCenter.of(delegator).map { callCenter -> callCenter.links().peerState(phone.peerId as String).name() }.orElse('UNKNOWN'),
            owner: phone.partyId ? people.name(phone.partyId as String).orElse(phone.partyId as String) : '', userLoginId: phone.userLoginId ?: '',
            partyId: phone.partyId ?: '']
}

/** Users who may fit one of these phones, by what the database has of them: never all users. */
private List<PhoneMatch.User> usersFor(List<GenericValue> phones) {
    if (!phones) {
        return []
    }
    List<String> names = phones*.peerName
    Map<String, Set<String>> extensions = [:].withDefault { [] as Set }
    from('PartyContactMech').where(EntityCondition.makeCondition('extension', EntityOperator.IN, names)).filterByDate().queryList()
            .each { mech -> extensions[mech.partyId] << mech.extension }
    Map<String, String> numbers = from('TelecomNumber').where(EntityCondition.makeCondition('contactNumber', EntityOperator.IN, names)).queryList()
            .collectEntries { number -> [number.contactMechId, number.contactNumber] }
    if (numbers) {
        from('PartyContactMech').where(EntityCondition.makeCondition('contactMechId', EntityOperator.IN, numbers.keySet() as List)).filterByDate()
                .queryList().each { mech -> extensions[mech.partyId] << numbers[mech.contactMechId] }
    }
    Set<String> parties = (extensions.keySet() + partiesNamed(phones*.callerIdName.findAll())) as Set
    List<EntityCondition> any = [EntityCondition.makeCondition('userLoginId', EntityOperator.IN, names)]
    if (parties) {
        any << EntityCondition.makeCondition('partyId', EntityOperator.IN, parties as List)
    }
    UserDirectory people = new UserDirectory(delegator)
    return from('UserLogin').where(EntityCondition.makeCondition(any, EntityOperator.OR)).queryList()
            .findAll { login -> login.enabled != 'N' && login.partyId }
            .collect { login -> new PhoneMatch.User(login.userLoginId, people.person(login).name(), extensions[login.partyId]) }
}

private Set<String> partiesNamed(List<String> names) {
    List<EntityCondition> any = names.findAll { name -> name.trim().contains(' ') }.collect { name ->
        int blank = name.trim().lastIndexOf(' ')
        EntityCondition.makeCondition([firstName: name.trim()[0..<blank], lastName: name.trim()[(blank + 1)..-1]])
    }
    return any ? from('Person').where(EntityCondition.makeCondition(any, EntityOperator.OR)).queryList()*.partyId as Set : [] as Set
}

private List<Map> groupsOf(String serverId) {
    return from('CallCenterGroup').where('serverId', serverId, 'enabled', 'Y').orderBy('callCenterGroupId').maxRows(50).queryList().collect { group ->
        Map key = [callCenterGroupId: group.callCenterGroupId]
        [groupId: group.callCenterGroupId, name: group.groupName,
         entries: from('CallCenterGroupEntry').where(key).orderBy('entrySeqId').queryList().collect { entry ->
             EntryFields.words(entry)
         },
         members: from('GroupMembership').where(key).filterByDate().queryCount()]
    }
}

private Map groupStep(GenericValue server) {
    List<GenericValue> lines = from('AsteriskPeer').where('serverId', server.serverId, 'peerTypeEnumId', 'AST_TRUNK', 'enabled', 'Y')
            .orderBy('peerName').maxRows(20).queryList()
    Map trial = trialOf(server)
    Map<String, List> found = trial.found ? trial.found.contexts() : [:]
    String context = lines*.dialplanContext.find() ?: 'from-trunk'
    String number = found[context]?.find { extension -> extension ==~ /[+0-9]+/ } ?: ''
    String waiting = server.waitingContext ?: 'ofbiz-waiting'
    List members = assignedPhones(server.serverId as String).findAll { phone -> phone.partyId }.unique { phone -> phone.partyId }.collect { phone ->
        GenericValue login = phone.userLoginId ? from('UserLogin').where('userLoginId', phone.userLoginId).queryOne()
                : from('UserLogin').where('partyId', phone.partyId).orderBy('userLoginId').queryFirst()
        described(phone) + [mayClaim: login ? security.hasEntityPermission('ASTERISK', '_AGENT', login) : false, login: login?.userLoginId ?: '']
    }
    return [groups: groupsOf(server.serverId as String), members: members, contexts: found.keySet() as List, context: context, number: number,
            numbers: (found[context] ?: []).findAll { extension -> extension ==~ /[+0-9]+/ },
            queues: (found[DialplanLines.FREEPBX_QUEUES] ?: []).findAll { extension -> extension ==~ /[0-9]+/ },
            plainLines: DialplanLines.serviceNumber(context, number ?: '5000', waiting),
            eventLines: DialplanLines.serviceEvent(context, number ?: '5000', waiting, 'InboundWaiting'),
            freePbx: DialplanLines.variant(found.keySet()) == DialplanLines.Variant.FREEPBX, waiting: waiting]
}

private Map testStep(GenericValue server) {
    String own = parameters.userLogin.userLoginId
    List phones = assignedPhones(server.serverId as String).collect { phone -> described(phone) }
    return [phones: phones.sort { phone -> [phone.userLoginId == own ? 0 : 1, phone.name] }, groups: groupsOf(server.serverId as String)]
}
