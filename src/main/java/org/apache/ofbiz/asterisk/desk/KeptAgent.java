/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.desk;

import java.util.Optional;

/**
 * What is kept of an agent when OFBiz stops.
 *
 * @param peerId the extension that they have chosen among their own
 */
public record KeptAgent(Choice choice, Optional<String> peerId, Optional<WrapUp> wrapUp) {
}
