/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/**
 * To the browser: the WebSocket endpoint, the messages of docs/push-protocol.md, one outbox per session. {@link
 * org.apache.ofbiz.asterisk.push.PushHub} knows nothing of sockets; the classes that need the WebSocket library are {@code CallCenterEndpoint},
 * {@code Handshake} and {@code EndpointInstaller}, so that OFBiz starts without it.
 */
package org.apache.ofbiz.asterisk.push;
