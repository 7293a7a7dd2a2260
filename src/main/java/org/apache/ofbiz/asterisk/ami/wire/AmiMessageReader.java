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
package org.apache.ofbiz.asterisk.ami.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts what a PBX sends into messages: lines end with CR LF, a message with an empty line. A lone LF, like any other control character,
 * belongs to its value and becomes a blank (Park answers with one), and an empty line more than needed means nothing. UTF-8. A message
 * that is larger than any of Asterisk's, or is cut off, is counted as unreadable; reading goes on behind it. Never holds more
 * than twice {@value #MAX_MESSAGE_BYTES} bytes. Not thread-safe.
 */
public final class AmiMessageReader {

    /** The largest answers (a whole dialplan) have some hundred kilobytes. */
    public static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
    static final int MAX_LINE_BYTES = 64 * 1024;
    static final int MAX_LINES = 50_000;
    private static final int FIRST_SIZE = 64 * 1024;
    /** Bits of which a control character has none. */
    private static final int CONTROLS = ~0x1f;
    private static final byte[] BANNER = AmiMessage.BANNER.getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private volatile EventNames unwanted;
    private final ConnectionMetrics figures;
    private byte[] buffer = new byte[FIRST_SIZE];
    /** The message being read begins here, its last line at {@code line}; up to {@code scanned} it was looked at, up to {@code limit} received. */
    private int position;
    private int line;
    private int scanned;
    private int limit;
    /** Where the lines of that message begin, relative to it. */
    private int[] starts = new int[64];
    private int lines;
    /** Set while the rest of a message is passed over, which is too large to be one. */
    private boolean skipping;
    /** Set when the beginning of the last line was passed over. */
    private boolean beheaded;

    /** Reads everything and tells nobody what it counts. */
    public AmiMessageReader(InputStream in) {
        this(in, EventNames.NONE, new ConnectionMetrics(Clock.systemUTC()));
    }

    /** @param unwanted events to pass over; they count as received */
    public AmiMessageReader(InputStream in, EventNames unwanted, ConnectionMetrics figures) {
        this.in = in;
        this.unwanted = unwanted;
        this.figures = figures;
    }

    /** From the next message on, passes over these. May be called by another thread. */
    void passOver(EventNames events) {
        unwanted = events;
    }

    /**
     * Waits for the next message.
     *
     * @return empty at the end of the stream
     * @throws IOException if the stream fails
     */
    public Optional<AmiMessage> next() throws IOException {
        while (true) {
            if (!lineEnds()) {
                if (scanned - line > MAX_LINE_BYTES || scanned - position > MAX_MESSAGE_BYTES) {
                    skip();
                }
                if (!fill()) {
                    return Optional.empty();
                }
            } else if (scanned - line == 2 && !beheaded) {
                Optional<AmiMessage> message = message();
                begin();
                if (message.isPresent()) {
                    return message;
                }
            } else if (lineEnded()) {
                Optional<AmiMessage> banner = message();
                begin();
                return banner;
            }
        }
    }

    /** Bytes that the reader holds memory for. */
    public int held() {
        return buffer.length;
    }

    /** Looks for the end of the line; what controls a printer but ends no line becomes a blank. @return false when more must be received */
    private boolean lineEnds() {
        byte[] bytes = buffer;
        int at = scanned;
        int end = limit;
        while (at < end) {
            byte b = bytes[at++];
            if ((b & CONTROLS) == 0) {
                if (b == '\r') {
                    if (at == end) {
                        scanned = at - 1;
                        return false;
                    }
                    if (bytes[at] == '\n') {
                        scanned = at + 1;
                        return true;
                    }
                }
                bytes[at - 1] = ' ';
            }
        }
        scanned = at;
        return false;
    }

    /** @return true for the line with which a PBX greets, a message without an empty line */
    private boolean lineEnded() {
        beheaded = false;
        line = scanned;
        if (!skipping) {
            lines++;
            if (lines == starts.length) {
                starts = Arrays.copyOf(starts, 2 * lines);
            }
            starts[lines] = line - position;
            if (lines >= MAX_LINES) {
                skip();
            }
        }
        return lines == 1 && isBanner();
    }

    private boolean isBanner() {
        return scanned - position > BANNER.length
                && Arrays.equals(buffer, position, position + BANNER.length, BANNER, 0, BANNER.length);
    }

    /** @return what was read, unless it is nothing, nothing that we want, or too much */
    private Optional<AmiMessage> message() {
        if (skipping || lines == 0) {
            return Optional.empty();
        }
        figures.received();
        if (unwanted.namedBy(buffer, position, position + starts[1] - 2)) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOfRange(buffer, position, position + starts[lines]);
        return Optional.of(new AmiMessage(bytes, Arrays.copyOf(starts, lines + 1)));
    }

    private void begin() {
        position = scanned;
        line = scanned;
        lines = 0;
        skipping = false;
    }

    private void skip() {
        if (!skipping) {
            figures.unreadable(1);
        }
        beheaded |= scanned > line;
        begin();
        skipping = true;
    }

    /** Receives more. @return false at the end of the stream */
    private boolean fill() throws IOException {
        if (skipping) {
            skip();
        }
        makeRoom();
        int read;
        try {
            read = in.read(buffer, limit, buffer.length - limit);
        } catch (IOException e) {
            endOfStream();
            throw e;
        }
        if (read < 0) {
            endOfStream();
            return false;
        }
        limit += read;
        return true;
    }

    private void makeRoom() {
        if (position == limit && buffer.length > FIRST_SIZE) {
            buffer = new byte[FIRST_SIZE];
        } else if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
        }
        line -= position;
        scanned -= position;
        limit -= position;
        position = 0;
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    /** What the PBX could not send to its end is none of our messages. */
    private void endOfStream() {
        if (limit > position && !skipping) {
            figures.unreadable(1);
        }
        scanned = limit;
        begin();
    }
}
