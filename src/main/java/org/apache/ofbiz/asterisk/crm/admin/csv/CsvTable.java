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
package org.apache.ofbiz.asterisk.crm.admin.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table as comma-separated text (RFC 4180, UTF-8 with a byte order mark, as spreadsheets want it). What a spreadsheet would take for
 * a formula is written with an apostrophe before it, which is removed again when it is read. Immutable.
 *
 * @param columns names in the first line
 * @param rows    the other lines, by column; a line that is shorter lacks its last columns
 */
public record CsvTable(List<String> columns, List<Row> rows) {

    /** More than this is refused, in bytes. */
    public static final int LARGEST = 4 << 20;
    /** More lines than this are refused. */
    public static final int MOST_ROWS = 20_000;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    /** What a spreadsheet may begin to calculate with; the wide forms, too, which it may take for the others. */
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\u2212";
    private static final String GUARD = "'";
    private static final Pattern SEPARATOR = Pattern.compile("[;\\t\\r\\n]");

    /** @param line number in the file, 1 for the first; a quoted line break counts */
    public record Row(long line, Map<String, String> cells) {
    }

    /** Bytes that are no such table. */
    public static final class UnreadableTableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String label;

        UnreadableTableException(String label, String detail) {
            super(detail);
            this.label = label;
        }

        /** Label that says why; gets {@code detail}. */
        public String label() {
            return label;
        }
    }

    /** Reads a file; commas or semicolons, whichever its first line has. */
    public static CsvTable read(ByteBuffer bytes) throws UnreadableTableException {
        if (bytes.remaining() > LARGEST) {
            throw new UnreadableTableException("AsteriskCsvTooLarge", LARGEST / (1 << 20) + " MB");
        }
        try {
            return read(StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate()).toString());
        } catch (CharacterCodingException e) {
            throw new UnreadableTableException("AsteriskCsvNotUtf8", "UTF-8");
        }
    }

    /** Reads a text; commas or semicolons, whichever its first line has. */
    public static CsvTable read(String text) throws UnreadableTableException {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        String firstLine = plain.lines().findFirst().orElse("");
        char delimiter = firstLine.indexOf(';') >= 0 && firstLine.indexOf(',') < 0 ? ';' : ',';
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).build();
        try (CSVParser parser = CSVParser.parse(new StringReader(plain), format)) {
            List<String> columns = null;
            List<Row> rows = new ArrayList<>();
            for (CSVRecord line : parser) {
                if (columns == null) {
                    columns = line.stream().map(String::trim).toList();
                } else if (rows.size() == MOST_ROWS) {
                    throw new UnreadableTableException("AsteriskCsvTooLarge", MOST_ROWS + "");
                } else {
                    rows.add(row(columns, line, parser.getCurrentLineNumber()));
                }
            }
            if (rows.isEmpty()) {
                throw new UnreadableTableException("AsteriskCsvEmpty", "");
            }
            return new CsvTable(columns, List.copyOf(rows));
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new UnreadableTableException("AsteriskCsvUnreadable", String.valueOf((e.getCause() == null ? e : e.getCause()).getMessage()));
        }
    }

    private static Row row(List<String> columns, CSVRecord line, long number) throws UnreadableTableException {
        if (line.size() > columns.size()) {
            throw new UnreadableTableException("AsteriskCsvTooLong", String.valueOf(number));
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < line.size(); i++) {
            cells.put(columns.get(i), unguarded(line.get(i)).trim());
        }
        return new Row(number, cells);
    }

    /** The table as text. */
    public String write() {
        StringBuilder text = new StringBuilder(BYTE_ORDER_MARK);
        CSVFormat format = CSVFormat.RFC4180;
        try {
            format.printRecord(text, columns.toArray());
            for (Row row : rows) {
                format.printRecord(text, columns.stream().map(column -> guarded(row.cells().getOrDefault(column, ""))).toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from a StringBuilder
        }
        return text.toString();
    }

    private static String guarded(String cell) {
        String inner = behindSeparators(cell, part -> isFormula(part) ? GUARD + part : part);
        return isFormula(inner) ? GUARD + inner : inner;
    }

    private static String unguarded(String cell) {
        String inner = cell.startsWith(GUARD) && isFormula(cell) ? cell.substring(1) : cell;
        return behindSeparators(inner, part -> part.startsWith(GUARD) && isFormula(part) ? part.substring(1) : part);
    }

    /**
     * A spreadsheet that takes semicolons or tabs for what separates cells, as those of many languages do, knows nothing of our quotes: for it a cell
     * or a line begins behind each of them.
     */
    private static String behindSeparators(String cell, UnaryOperator<String> change) {
        StringBuilder changed = new StringBuilder();
        Matcher separator = SEPARATOR.matcher(cell);
        int from = 0;
        while (separator.find()) {
            String part = cell.substring(from, separator.start());
            changed.append(from == 0 ? part : change.apply(part)).append(separator.group());
            from = separator.end();
        }
        String last = cell.substring(from);
        return changed.append(from == 0 ? last : change.apply(last)).toString();
    }

    /** What is left out before it counts as nothing: blanks of all kinds, signs that cannot be seen, and guards of earlier times. */
    private static boolean isFormula(String cell) {
        int first = cell.chars().dropWhile(c -> c == '\'').findFirst().orElse(0);
        return first == '\t' || first == '\r' || cell.codePoints().dropWhile(CsvTable::isNothing).limit(1).anyMatch(c -> FORMULA.indexOf(c) >= 0);
    }

    private static boolean isNothing(int c) {
        return c == '\'' || Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT;
    }
}
