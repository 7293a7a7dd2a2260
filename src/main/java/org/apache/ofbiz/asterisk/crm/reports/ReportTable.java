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

import java.util.List;
import java.util.OptionalDouble;
import org.apache.ofbiz.asterisk.crm.reports.figures.ReportColumn;

/**
 * A report as people read it. Immutable.
 *
 * @param first   what the rows are
 * @param columns the other columns, with their titles
 * @param total   of all rows
 */
public record ReportTable(String first, List<Column> columns, List<Line> lines, Line total) {

    /** One figure. */
    public record Column(ReportColumn figure, String title) {
    }

    /**
     * One row.
     *
     * @param key     as in the report
     * @param label   for people
     * @param figures in the order of the columns
     */
    public record Line(String key, String label, List<OptionalDouble> figures) {
    }
}
