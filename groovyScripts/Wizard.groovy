/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.service.ServiceUtil

// Data of the page wizard, in the words of the services. They check permission once more.
Map who = [userLogin: userLogin, locale: locale]
// a form that was refused is shown as it was filled in, but for the secret, which no page holds
Map asked = ['serverId', 'step', 'newServer', 'newSecret', 'typed', 'description', 'host', 'port', 'useTls', 'certificateFingerprint', 'userName']
        .collectEntries { name -> [name, parameters[name]?.toString()] }
Map found = dispatcher.runSync('asteriskWizard', who + asked)
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
context.wizard = found.wizard
context.testCall = found.wizard?.step == 6 ? dispatcher.runSync('getTestCall', who) : [:]
