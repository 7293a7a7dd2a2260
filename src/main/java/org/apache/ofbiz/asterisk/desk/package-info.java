/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/**
 * Who takes a call: offers, claims, members. Pure Java; talks to browsers and to OFBiz only through the interfaces it declares,
 * with values, never live objects, so that the claim decision can move to a shared store.
 */
package org.apache.ofbiz.asterisk.desk;
