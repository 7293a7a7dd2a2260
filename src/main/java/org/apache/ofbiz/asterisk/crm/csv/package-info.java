/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** Peers, groups and memberships as tables: written for a spreadsheet, and read back row by row. */
package org.apache.ofbiz.asterisk.crm.csv;
