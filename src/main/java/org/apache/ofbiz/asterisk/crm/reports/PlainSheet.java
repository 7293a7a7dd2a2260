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

import java.util.ArrayList;
import java.util.List;

/** A table of texts and plain numbers as a spreadsheet (.xlsx). Stateless. */
public final class PlainSheet {

    /** Of the file. */
    public static final String MIME_TYPE = ReportFile.XLSX.mimeType();

    private PlainSheet() {
    }

    /** @param lines numbers and texts, in the order of the titles */
    public static byte[] write(String title, List<String> titles, List<List<Object>> lines) {
        List<List<Spreadsheet.Cell>> cells = new ArrayList<>();
        cells.add(titles.stream().map(Spreadsheet.Cell::of).toList());
        lines.forEach(line -> cells.add(line.stream().map(value -> value instanceof Number number
                ? Spreadsheet.Cell.of(number.doubleValue(), Spreadsheet.Style.PLAIN) : Spreadsheet.Cell.of(String.valueOf(value))).toList()));
        return Spreadsheet.write(title, cells);
    }
}
