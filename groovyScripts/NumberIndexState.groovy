/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
// Data of the page numbers: how the index of numbers is.
Map state = dispatcher.runSync('getNumberIndexState', [userLogin: userLogin, locale: locale])
context.index = state
context.indexPhase = uiLabelMap["AsteriskNumberIndex_${state.phase}".toString()]
