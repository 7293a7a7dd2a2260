/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/**
 * Speaks AMI with one Asterisk server: connects, stays connected, translates its events into those of {@code call}, and
 * carries out {@code PbxCommands}. asterisk-java is used here and nowhere else.
 */
package org.apache.ofbiz.asterisk.ami;
