/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/**
 * What the journal still has to write, kept in files, so that neither a database that is away nor the death of the process loses a
 * call. Knows calls and files, and no database.
 */
package org.apache.ofbiz.asterisk.crm.queue;
