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
package org.apache.ofbiz.asterisk.crm.journal.queue;

/**
 * How much is kept.
 *
 * @param segmentBytes     of each file; a burst of this size finds its file ready
 * @param mostFiles        beyond this, calls wait in memory
 * @param mostMemory       segments in memory; beyond this, calls are lost
 */
public record JournalLimits(int segmentBytes, int mostFiles, int mostMemory) {

    private static final int SEGMENT_BYTES = 8 * 1024 * 1024;
    private static final int MOST_MEMORY = 8;
    /** One that is added to, one that is ready, one that is moved on. */
    private static final int LEAST_FILES = 3;

    /** Files of 8 MB. */
    public static JournalLimits ofMegabytes(int megabytes) {
        return new JournalLimits(SEGMENT_BYTES, Math.max(LEAST_FILES, (int) (megabytes * 1024L * 1024L / SEGMENT_BYTES)), MOST_MEMORY);
    }
}
