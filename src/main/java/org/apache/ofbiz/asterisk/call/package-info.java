/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/**
 * What is happening: PBX events in, calls out. Pure Java: no sockets, no database, no clock of its own,
 * so that recorded dialogues drive it in tests.
 */
package org.apache.ofbiz.asterisk.call;
