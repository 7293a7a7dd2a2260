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
package org.apache.ofbiz.asterisk.crm.reports.saved;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.ofbiz.asterisk.crm.mail.Mails;
import org.apache.ofbiz.asterisk.crm.reports.CallReports;
import org.apache.ofbiz.asterisk.crm.reports.ReportFile;
import org.apache.ofbiz.asterisk.crm.reports.ReportRequest;
import org.apache.ofbiz.asterisk.crm.reports.ReportTable;
import org.apache.ofbiz.asterisk.crm.reports.ReportWriter;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportColumn;

/** The e-mail of a report: a short table as text, and files. Belongs to one report. */
final class ReportMail {

    /** Files by what the report says. */
    static final Map<String, List<ReportFile>> FILES = Map.of("CSV", List.of(ReportFile.CSV), "XLSX", List.of(ReportFile.XLSX),
            "BOTH", List.of(ReportFile.CSV, ReportFile.XLSX));

    private static final int LINES = 20;
    /** Of these, the first that the report has. */
    private static final List<ReportColumn> TOLD = List.of(ReportColumn.OFFERED, ReportColumn.ANSWERED, ReportColumn.SERVICE_LEVEL,
            ReportColumn.ABANDONED, ReportColumn.AVERAGE_ANSWER_WAIT, ReportColumn.AVERAGE_TALK, ReportColumn.AVERAGE_HANDLE,
            ReportColumn.MISSED_RING);
    private static final int COLUMNS = 5;

    private final String name;
    private final ReportRequest request;
    private final ReportTable table;
    private final ReportWriter writer;
    private final List<String> formulas;
    private final boolean outdated;

    ReportMail(String name, ReportRequest request, CallReports.Made made, ReportWriter writer) {
        this.name = name;
        this.request = request;
        this.table = writer.table(made);
        this.writer = writer;
        this.formulas = writer.formulas(made);
        this.outdated = made.outdated() > 0;
    }

    /** Whether some figures are still to be counted again. */
    boolean isOutdated() {
        return outdated;
    }

    String subject() {
        return name + " (" + days() + ')';
    }

    private String days() {
        return request.firstDay().equals(request.lastDay()) ? request.firstDay().toString() : request.firstDay() + " - " + request.lastDay();
    }

    /** @param last sentences at the end */
    String text(List<String> last) {
        List<Integer> told = TOLD.stream().map(this::place).filter(place -> place >= 0).limit(COLUMNS).toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(new ArrayList<>(List.of(table.first())));
        told.forEach(place -> lines.get(0).add(table.columns().get(place).title()));
        table.lines().stream().limit(LINES).forEach(line -> lines.add(cells(line, told)));
        if (table.lines().size() > LINES) {
            lines.add(List.of("..."));
        }
        lines.add(cells(table.total(), told));
        List<String> paragraphs = new ArrayList<>(List.of(name + '\n' + days(), aligned(lines)));
        paragraphs.addAll(formulas);
        paragraphs.addAll(last);
        return String.join("\n\n", paragraphs) + '\n';
    }

    private int place(ReportColumn figure) {
        return table.columns().stream().map(ReportTable.Column::figure).toList().indexOf(figure);
    }

    private List<String> cells(ReportTable.Line line, List<Integer> told) {
        List<String> cells = new ArrayList<>(List.of(line.label()));
        told.forEach(place -> cells.add(writer.text(table.columns().get(place).figure().unit(), line.figures().get(place))));
        return cells;
    }

    private static String aligned(List<List<String>> lines) {
        int[] widths = IntStream.range(0, lines.get(0).size()).map(column -> lines.stream().filter(line -> line.size() > column)
                .mapToInt(line -> line.get(column).length()).max().orElse(0)).toArray();
        return lines.stream().map(line -> IntStream.range(0, line.size()).mapToObj(column -> column == 0
                ? line.get(0) + " ".repeat(widths[0] - line.get(0).length())
                : " ".repeat(widths[column] - line.get(column).length()) + line.get(column)).collect(Collectors.joining("  ")).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /** @param files a key of {@link #FILES}; CSV if it is none */
    List<Mails.Attachment> attachments(String files) {
        return FILES.getOrDefault(files, List.of(ReportFile.CSV)).stream().map(file -> new Mails.Attachment(
                "calls-" + request.firstDay() + '-' + request.lastDay() + '.' + file.suffix(), file.mimeType(), file.write(table))).toList();
    }
}
