/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
// Data of the page chooseParty: who has the number. What no number has in it is left out: a service would refuse it, and the page fail.
String number = (parameters.number ?: '').replaceAll(/[^\w+*#.()\/ -]/, '')
Map found = dispatcher.runSync('findPartiesByNumber', [number: number, userLogin: userLogin, locale: locale])
context.parties = found.parties ?: []
context.display = found.display ?: ''
