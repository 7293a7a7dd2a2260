/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.asterisk.CallCenter
import org.apache.ofbiz.asterisk.ami.ConnectionState

// Data of the page FindServer: each server, and how its connection is.
Map states = CallCenter.of(delegator).map { callCenter -> callCenter.status() }.orElse([:])
context.servers = from('AsteriskServer').orderBy('serverId').queryList().collect { server ->
    ConnectionState state = states[server.serverId]
    String phase = uiLabelMap["AsteriskConnection_${state ? state.phase() : 'OFF'}".toString()]
    Map shown = ['serverId', 'description', 'host', 'port', 'userName', 'enabled'].collectEntries { [it, server[it]] }
    shown + [connection: state == null || state.connected() ? phase : "$phase: ${state.words()}".toString(),
             asteriskVersion: state?.asteriskVersion()]
}
