/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

/** How a public number is dialled at the PBX; what is no public number is always dialled as typed. */
enum OutboundFormat {
    AS_TYPED,
    /** + and country code. */
    E164,
    /** As at home, numbers of other countries behind 00. */
    NATIONAL,
    /** 00 and country code. */
    DOUBLE_ZERO
}
