/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/**
 * To OFBiz: settings, peers and groups, parties behind numbers, the journal of calls. Implements what {@code call} and {@code desk}
 * ask for; only here is the database read or written.
 */
package org.apache.ofbiz.asterisk.crm;
