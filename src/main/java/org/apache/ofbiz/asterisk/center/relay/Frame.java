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

import java.util.Map;
import java.util.Optional;

/** One thing that a node tells another one. */
record Frame(Kind kind, Map<String, String> fields) {

    /** Names of the fields. */
    static final String SESSION = "s";
    static final String TURN = "t";
    static final String TEXT = "x";
    static final String USER = "u";
    static final String HTTP_SESSION = "h";
    static final String NEW_HTTP_SESSION = "n";
    static final String LOCALE = "l";
    static final String SINCE = "i";
    static final String ASK = "a";
    static final String SERVICE = "v";
    static final String CODE = "c";
    /** Of a field that is longer than one frame should be. */
    static final String NAME = "m";
    /** Before the name of an attribute of a service. */
    static final String ATTRIBUTE = "$";

    Frame {
        fields = Map.copyOf(fields);
    }

    /** What is told. Names are part of the messages: a name that changes needs a new version. */
    enum Kind {
        /** The first of a stream: all that was told before is over. */
        START,
        /** The locks that the sender knows have been told. */
        READY,
        /** A browser of the sender, to be served by the receiver. */
        OPEN,
        /** What that browser asks. */
        SAYS,
        /** That browser is gone. */
        GONE,
        /** What that browser is to be sent. */
        TOLD,
        /** That browser isn't served any longer. */
        CLOSED,
        LOCKED,
        UNLOCKED,
        LEFT,
        ENDED,
        RENAMED,
        /** Rows of the sender that all nodes are to know. */
        ROWS,
        /** Somebody listens to events on the sender: the receiver is to tell its own. */
        LISTEN,
        /** Nobody does any longer. */
        UNLISTEN,
        /** From here on the sender tells its events; what was before may be missing. */
        EVENTS,
        EVENT,
        /** A service is to be run for a user. */
        ASK,
        /** The beginning of a long field of the answer; those of a field come in order, before {@link #DONE}. */
        PART,
        /** It has run. */
        DONE
    }

    /** @throws IllegalArgumentException where the field is missing */
    String get(String field) {
        return find(field).orElseThrow(() -> new IllegalArgumentException(kind + " without " + field));
    }

    Optional<String> find(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** @throws NumberFormatException where the field is no number */
    long number(String field) {
        return Long.parseLong(get(field));
    }

    /** About how many characters it takes in a message. */
    int size() {
        return fields.values().stream().mapToInt(String::length).sum() + fields.size() * 8 + 16;
    }
}
