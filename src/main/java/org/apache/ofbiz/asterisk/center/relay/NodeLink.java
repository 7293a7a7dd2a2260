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

/**
 * Numbers what this node sends to another one, and judges the numbers of what it receives from there. A stream with a gap is dropped as a whole:
 * its sender begins another one, with how everything is. Not thread-safe.
 */
final class NodeLink {

    /** What becomes of a message. LOST: its stream has a gap, and a new one is to be asked for. */
    enum Verdict {
        TAKE, DROP, LOST
    }

    private long stream;
    private long sent;
    private long beatsSent;

    private long theirStream;
    private long taken;
    private long beatsHeard;
    private boolean broken;

    /** Begins another stream. */
    void restart() {
        stream++;
        sent = 0;
    }

    /** Of the stream that is sent now; 0 before the first. */
    long stream() {
        return stream;
    }

    /** Of the next message. */
    long next() {
        return ++sent;
    }

    /** Of the last message. */
    long sent() {
        return sent;
    }

    long nextBeat() {
        return ++beatsSent;
    }

    /** The stream of the other node of which something is missing; 0 for none. */
    long lost() {
        return broken ? theirStream : 0;
    }

    /** The stream of the other node that comes in, and of which nothing is missing; 0 for none. */
    long whole() {
        return taken > 0 && !broken ? theirStream : 0;
    }

    /** What has come in counts no longer: another stream is to be asked for. */
    void giveUp() {
        broken = theirStream > 0;
    }

    /** Judges a message with frames. */
    Verdict receives(long ofStream, long number) {
        if (ofStream < theirStream) {
            return Verdict.DROP;
        }
        follow(ofStream);
        if (broken || number <= taken) {
            return Verdict.DROP;
        }
        if (number > taken + 1) {
            broken = true;
            return Verdict.LOST;
        }
        taken++;
        return Verdict.TAKE;
    }

    /**
     * Judges a beat, which shows the loss of the last messages of a stream.
     *
     * @return DROP for one that was heard before
     */
    Verdict beats(long beat, long ofStream, long last) {
        if (beat <= beatsHeard || ofStream < theirStream) {
            return Verdict.DROP;
        }
        beatsHeard = beat;
        follow(ofStream);
        if (!broken && last > taken) {
            broken = true;
            return Verdict.LOST;
        }
        return Verdict.TAKE;
    }

    private void follow(long ofStream) {
        if (ofStream > theirStream) {
            theirStream = ofStream;
            taken = 0;
            broken = false;
        }
    }
}
