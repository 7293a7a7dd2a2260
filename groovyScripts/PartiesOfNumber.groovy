/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
// Data of the page chooseParty: who has the number.
Map found = dispatcher.runSync('findPartiesByNumber', [number: parameters.number ?: '', userLogin: userLogin, locale: locale])
context.parties = found.parties ?: []
context.display = found.display ?: ''
