/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/**
 * What an admin needs from nothing to the first call: trials of what was typed, the lines that a PBX lacks, who has which phone, and
 * a test call step by step. Knows the rooms below and is known by the root package only.
 */
package org.apache.ofbiz.asterisk.setup;
