/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
import org.apache.ofbiz.service.ServiceUtil

// Data of the page diagnostics, in the words of the service. The service checks permission once more.
Map found = dispatcher.runSync('asteriskDiagnostics', [userLogin: userLogin, locale: locale, timeZone: timeZone])
context.failure = ServiceUtil.isError(found) ? ServiceUtil.getErrorMessage(found) : ''
context.diagnosis = found
