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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes one sheet in the form of Office Open XML (ECMA-376, .xlsx). Texts are inline strings: whatever they begin with, no program
 * calculates with them. Stateless.
 */
final class Spreadsheet {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static final int LETTERS = 26;
    /** A cell takes no more. */
    private static final int LONGEST_TEXT = 32_767;
    private static final int FIRST_PLAIN = 0x20;

    private Spreadsheet() {
    }

    /** How a number is shown. */
    enum Style {
        PLAIN, PERCENT, DURATION
    }

    /** A cell: a number, a text, or nothing. */
    record Cell(String text, Double number, Style style) {

        static Cell of(String text) {
            return new Cell(text, null, Style.PLAIN);
        }

        /** @param number a share for PERCENT, days for DURATION */
        static Cell of(double number, Style style) {
            return new Cell("", number, style);
        }
    }

    /** The file. */
    static byte[] write(String title, List<List<Cell>> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            Map<String, String> parts = Map.of("_rels/.rels", relations("officeDocument", "xl/workbook.xml"),
                    "xl/workbook.xml", DECLARATION + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + DOCUMENT + "\"><sheets><sheet name=\""
                            + escaped(sheetName(title)) + "\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                    "xl/_rels/workbook.xml.rels", DECLARATION + "<Relationships xmlns=\"" + PACKAGE + "\">" + relation(1, "worksheet",
                            "worksheets/sheet1.xml") + relation(2, "styles", "styles.xml") + "</Relationships>",
                    "xl/styles.xml", styles(), "xl/worksheets/sheet1.xml", sheet(lines));
            put(zip, "[Content_Types].xml", contentTypes());
            for (Map.Entry<String, String> part : parts.entrySet()) {
                put(zip, part.getKey(), part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from memory
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String contentTypes() {
        String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        return DECLARATION + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + type + "worksheet+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + type + "styles+xml\"/></Types>";
    }

    private static String relations(String type, String target) {
        return DECLARATION + "<Relationships xmlns=\"" + PACKAGE + "\">" + relation(1, type, target) + "</Relationships>";
    }

    private static String relation(int id, String type, String target) {
        return "<Relationship Id=\"rId" + id + "\" Type=\"" + DOCUMENT + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    /** Formats in the order of {@link Style}. */
    private static String styles() {
        return DECLARATION + "<styleSheet xmlns=\"" + MAIN + "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"[h]:mm:ss\"/></numFmts>"
                + "<fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills><borders count=\"1\"><border/></borders>"
                + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf/><xf numFmtId=\"10\" applyNumberFormat=\"1\"/>"
                + "<xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";
    }

    private static String sheet(List<List<Cell>> lines) {
        StringBuilder text = new StringBuilder(DECLARATION).append("<worksheet xmlns=\"").append(MAIN).append("\"><sheetData>");
        for (int line = 0; line < lines.size(); line++) {
            text.append("<row r=\"").append(line + 1).append("\">");
            for (int column = 0; column < lines.get(line).size(); column++) {
                text.append(cell(name(column) + (line + 1), lines.get(line).get(column)));
            }
            text.append("</row>");
        }
        return text.append("</sheetData></worksheet>").toString();
    }

    private static String cell(String place, Cell cell) {
        if (cell.number() != null) {
            return "<c r=\"" + place + "\" s=\"" + cell.style().ordinal() + "\"><v>" + cell.number() + "</v></c>";
        }
        return cell.text().isEmpty() ? ""
                : "<c r=\"" + place + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(cell.text()) + "</t></is></c>";
    }

    /** A, B, ... Z, AA, ... */
    private static String name(int column) {
        String last = String.valueOf((char) ('A' + column % LETTERS));
        return column < LETTERS ? last : name(column / LETTERS - 1) + last;
    }

    private static String sheetName(String title) {
        String plain = title.chars().filter(c -> "[]:*?/\\'".indexOf(c) < 0).mapToObj(c -> String.valueOf((char) c)).collect(Collectors.joining());
        return plain.isBlank() ? "1" : plain.substring(0, Math.min(plain.length(), 31));
    }

    /** XML takes no other control characters. */
    private static String escaped(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().limit(LONGEST_TEXT).filter(c -> c >= FIRST_PLAIN && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF))
                .forEach(c -> {
                    switch (c) {
                    case '&' -> plain.append("&amp;");
                    case '<' -> plain.append("&lt;");
                    case '>' -> plain.append("&gt;");
                    case '"' -> plain.append("&quot;");
                    default -> plain.appendCodePoint(c);
                    }
                });
        return plain.toString();
    }
}
