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

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.ofbiz.asterisk.crm.admin.csv.CsvTable.UnreadableTableException;
import org.apache.ofbiz.asterisk.fixture.Attacks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CsvTableTest {

    private static final List<String> ODD = List.of("=1+1", "+372555", "-1", "@home", "\tx",
            "'quoted'", "'=1", "''", "a,b", "a;b", "a \"b\" c", "täht", "");

    @Test
    void whatIsWrittenIsReadAgainAndIsNoFormula() throws UnreadableTableException {
        List<CsvTable.Row> rows = ODD.stream().map(cell -> new CsvTable.Row(0, Map.of("name", cell, "other", "x"))).toList();
        String text = new CsvTable(List.of("name", "other"), rows).write();
        assertThat("for spreadsheets", text, startsWith("\uFEFFname,other\r\n"));
        assertThat(text.lines().noneMatch(line -> line.matches("\"?[=+@\t-].*")), is(true));
        assertThat(CsvTable.read(text).rows().stream().map(row -> row.cells().get("name")).toList(),
                equalTo(ODD.stream().map(String::trim).toList()));
    }

    @Test
    @Tag("security")
    void noFormulaGetsThroughWhateverStandsBeforeIt() throws UnreadableTableException {
        Attacks attacks = new Attacks("formulas in a file of rows");
        for (String before : List.of("", " ", "\u00a0\u3000", "\t", "\r", "\n ", "\u200b", "\ufeff", "'", "' '", " '")) {
            for (String sign : List.of("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")) {
                String cell = before + sign + "HYPERLINK(1)";
                String text = new CsvTable(List.of("name"), List.of(new CsvTable.Row(0, Map.of("name", cell)))).write();
                attacks.attack(cell, text.replaceAll("(?s)^.*?\r\n\"?", "").startsWith("'"));
                assertThat(cell, CsvTable.read(text).rows().get(0).cells().get("name"), is(cell.trim()));
            }
        }
        attacks.held();
        for (String plain : List.of("Mari", "'s Gravenhage", " blank", "1-2", "a=b")) {
            String text = new CsvTable(List.of("name"), List.of(new CsvTable.Row(0, Map.of("name", plain)))).write();
            assertThat(text.endsWith("\r\n" + plain + "\r\n") || text.endsWith("\"" + plain + "\"\r\n"), is(true));
        }
    }

    /** Spreadsheets of many languages separate cells by semicolons, some by tabs: quotes behind commas mean nothing to them. */
    @Test
    @Tag("security")
    void noFormulaGetsThroughBehindWhatSeparatesCellsElsewhere() throws UnreadableTableException {
        Attacks attacks = new Attacks("formulas behind other separators");
        for (String before : List.of("Mari;", "Mari\t", "Mari\n", "Mari\r\n", "a,b;", ";", ";;", "\";", "Mari; ", "Mari;'", "Mari;x;", "=1;")) {
            for (String sign : List.of("=", "+", "-", "@", "\uff1d")) {
                String cell = before + sign + "cmd|' /C calc'!A0";
                String text = new CsvTable(List.of("name", "other"), List.of(new CsvTable.Row(0, Map.of("name", cell, "other", cell)))).write();
                List<String> parts = List.of(text.split("[;\t\r\n]"));
                attacks.attack(cell, parts.stream().map(part -> part.replaceAll("^[\"\\s]+", "")).noneMatch(part -> part.startsWith(sign)));
                assertThat(cell, CsvTable.read(text).rows().get(0).cells().get("name"), is(cell.trim()));
            }
        }
        attacks.held();
    }

    @Test
    void commasAndSemicolonsBothDoAndLinesAreCounted() throws UnreadableTableException {
        CsvTable table = CsvTable.read("\uFEFFa;b\r\n1;\"x\r\ny\"\r\n\r\n2\r\n");
        assertThat(table.columns(), equalTo(List.of("a", "b")));
        assertThat(table.rows().get(0).cells(), equalTo(Map.of("a", "1", "b", "x\r\ny")));
        assertThat("a short line lacks its last cells", table.rows().get(1).cells(), equalTo(Map.of("a", "2")));
        assertThat(table.rows().get(1).line(), is(5L));
    }

    @Test
    void whatIsNoTableSaysWhy() {
        assertThat(refused("a,b".getBytes(StandardCharsets.UTF_8)), is("AsteriskCsvEmpty"));
        assertThat(refused("a\n1,2".getBytes(StandardCharsets.UTF_8)), is("AsteriskCsvTooLong"));
        assertThat(refused("a\n\"1".getBytes(StandardCharsets.UTF_8)), is("AsteriskCsvUnreadable"));
        assertThat(refused("a\nt\u00e4ht".getBytes(StandardCharsets.ISO_8859_1)), is("AsteriskCsvNotUtf8"));
        assertThat(refused(new byte[CsvTable.LARGEST + 1]), is("AsteriskCsvTooLarge"));
        assertThat(refused(("a\n" + "x\n".repeat(CsvTable.MOST_ROWS + 1)).getBytes(StandardCharsets.UTF_8)), is("AsteriskCsvTooLarge"));
    }

    private static String refused(byte[] bytes) {
        return assertThrows(UnreadableTableException.class, () -> CsvTable.read(ByteBuffer.wrap(bytes))).label();
    }
}
