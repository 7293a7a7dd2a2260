/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.ami;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts what a PBX sends into messages: lines end with CR LF, a message with an empty line. A lone LF belongs to its value
 * (Park answers with one), and an empty line more than needed means nothing. UTF-8. Not thread-safe.
 */
final class AmiMessageReader {

    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final int MAX_LINES = 10_000;
    private static final String BANNER = "Asterisk Call Manager";

    private final InputStream in;

    AmiMessageReader(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /**
     * Waits for the next message.
     *
     * @return empty at the end of the stream
     * @throws IOException if the stream fails, or a line or message is larger than any that Asterisk sends
     */
    Optional<AmiMessage> next() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && !lines.isEmpty()) {
                return Optional.of(new AmiMessage(lines));
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            if (lines.size() == 1 && line.startsWith(BANNER)) {
                return Optional.of(new AmiMessage(lines));
            }
            if (lines.size() > MAX_LINES) {
                throw new IOException("A message of more than " + MAX_LINES + " lines is not from Asterisk");
            }
        }
        return Optional.empty();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        boolean carriageReturn = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n' && carriageReturn) {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (carriageReturn) {
                line.write('\r');
            }
            carriageReturn = b == '\r';
            if (!carriageReturn) {
                line.write(b == '\n' ? ' ' : b);
            }
            if (line.size() > MAX_LINE_BYTES) {
                throw new IOException("A line of more than " + MAX_LINE_BYTES + " bytes is not from Asterisk");
            }
        }
        return null;
    }
}
