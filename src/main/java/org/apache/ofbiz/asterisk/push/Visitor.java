/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.push;

import java.util.Locale;
import java.util.function.Predicate;
import org.apache.ofbiz.asterisk.call.Person;

/**
 * Who opens a socket, taken from their HTTP session.
 *
 * @param httpSessionId the session whose end closes the socket, by its id of the moment
 * @param may           whether the user has a permission of the component now, e.g. {@code _AGENT}
 */
public record Visitor(Person person, Locale locale, String httpSessionId, Predicate<String> may) {
}
