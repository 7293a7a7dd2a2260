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
package org.apache.ofbiz.asterisk.crm.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.admin.csv.CsvTable;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportColumn;

/** A report as a file. Seconds and shares are numbers, so that other programs can calculate with them. */
public enum ReportFile {
    CSV("text/csv;charset=UTF-8", "csv") {
        @Override
        public byte[] write(ReportTable table) {
            List<String> columns = Stream.concat(Stream.of(table.first()), table.columns().stream().map(ReportTable.Column::title)).toList();
            List<CsvTable.Row> rows = new ArrayList<>();
            lines(table).forEach(line -> {
                Map<String, String> cells = new LinkedHashMap<>(Map.of(table.first(), line.label()));
                for (int i = 0; i < table.columns().size(); i++) {
                    cells.put(table.columns().get(i).title(), plain(line.figures().get(i)));
                }
                rows.add(new CsvTable.Row(rows.size() + 2L, cells));
            });
            return new CsvTable(columns, rows).write().getBytes(StandardCharsets.UTF_8);
        }
    },
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx") {
        @Override
        public byte[] write(ReportTable table) {
            List<List<Spreadsheet.Cell>> lines = new ArrayList<>();
            lines.add(Stream.concat(Stream.of(table.first()), table.columns().stream().map(ReportTable.Column::title))
                    .map(Spreadsheet.Cell::of).toList());
            lines(table).forEach(line -> {
                List<Spreadsheet.Cell> cells = new ArrayList<>(List.of(Spreadsheet.Cell.of(line.label())));
                for (int i = 0; i < table.columns().size(); i++) {
                    cells.add(cell(table.columns().get(i).figure().unit(), line.figures().get(i)));
                }
                lines.add(cells);
            });
            return Spreadsheet.write(table.first(), lines);
        }
    };

    private static final int DECIMALS = 4;
    private static final double SECONDS_OF_DAY = 86_400;

    private final String mimeType;
    private final String suffix;

    ReportFile(String mimeType, String suffix) {
        this.mimeType = mimeType;
        this.suffix = suffix;
    }

    public String mimeType() {
        return mimeType;
    }

    /** Without the dot. */
    public String suffix() {
        return suffix;
    }

    /** The whole file. */
    public abstract byte[] write(ReportTable table);

    private static Stream<ReportTable.Line> lines(ReportTable table) {
        return Stream.concat(table.lines().stream(), Stream.of(table.total()));
    }

    private static String plain(OptionalDouble figure) {
        return figure.isEmpty() ? "" : BigDecimal.valueOf(figure.getAsDouble()).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros()
                .toPlainString();
    }

    private static Spreadsheet.Cell cell(ReportColumn.Unit unit, OptionalDouble figure) {
        if (figure.isEmpty()) {
            return Spreadsheet.Cell.of("");
        }
        return switch (unit) {
        case CALLS, SCORE -> Spreadsheet.Cell.of(figure.getAsDouble(), Spreadsheet.Style.PLAIN);
        case SHARE -> Spreadsheet.Cell.of(figure.getAsDouble(), Spreadsheet.Style.PERCENT);
        case SECONDS -> Spreadsheet.Cell.of(figure.getAsDouble() / SECONDS_OF_DAY, Spreadsheet.Style.DURATION);
        };
    }
}
