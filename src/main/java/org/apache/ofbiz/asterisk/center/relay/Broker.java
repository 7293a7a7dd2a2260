/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
package org.apache.ofbiz.asterisk.center.relay;

import java.util.function.BiConsumer;

/** Carries texts between nodes. Thread-safe. */
interface Broker extends AutoCloseable {

    /**
     * Connects; does nothing where it is connected. May wait.
     *
     * @param listener gets the text and its seal, one at a time; must not wait
     * @throws BrokerUnavailableException with the reason
     */
    void connect(BiConsumer<String, String> listener) throws BrokerUnavailableException;

    boolean connected();

    /**
     * Sends to one node. May wait while the broker takes nothing.
     *
     * @throws BrokerUnavailableException when it can't; the connection is given up then
     */
    void send(String nodeId, String text, String seal) throws BrokerUnavailableException;

    @Override
    void close();

    /** The broker isn't there. */
    final class BrokerUnavailableException extends Exception {

        private static final long serialVersionUID = 1L;

        BrokerUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
