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
package org.apache.ofbiz.asterisk.acd.queues;

/** How a queue of the PBX chooses among its members: strategies of app_queue, each with its name in {@code queues.conf}. */
public enum QueueStrategy {
    /** {@code leastrecent}: the member whose last call from the queue ended first. */
    MOST_IDLE,
    /** {@code ringall}: all free members; the first to answer has the call. */
    RING_ALL,
    /** {@code rrmemory}: one after the other, going on after the last one. */
    ROUND_ROBIN,
    /** {@code linear}: in the order in which they joined the queue, from the first for each call. */
    LINEAR,
    /** {@code fewestcalls}: the member with the fewest calls of the queue. */
    FEWEST_CALLS,
    /** {@code random}. */
    RANDOM
}
