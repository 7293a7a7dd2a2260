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
package org.apache.ofbiz.asterisk.crm.journal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.crm.directory.Servers;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingBan;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingFolder;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.SystemServices;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.entity.Delegator;
import org.junit.jupiter.api.Test;

class RecordingCollectorTest {

    private static final Duration MOST = Duration.ofSeconds(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);

    @Test
    void aDiskThatDoesNotAnswerKeepsNoCallFromBeingWritten() throws Exception {
        Path disk = mock(Path.class);
        when(disk.resolve(anyString())).thenAnswer(file -> {
            asked.countDown();
            Uninterruptibles.awaitUninterruptibly(answers); // as a disk that is away does
            return Path.of("/nowhere").resolve(file.<String>getArgument(0));
        });
        Servers servers = mock(Servers.class);
        when(servers.recordings(any())).thenReturn(new RecordingFolder(disk, new RecordingRoots(List.of())));
        RecordingCollector collector = new RecordingCollector(mock(Delegator.class), mock(SystemServices.class), mock(CommEvents.class), servers,
                mock(Settings.class), mock(RecordingBan.class), Clock.systemUTC(), turns -> { });
        PhoneCall ended = Calls.in(PhoneCall.State.ENDED, Calls.waiting("a"));
        JournalThreads threads = JournalThreads.start();
        try {
            threads.database().submit(() -> collector.collect("a", ended, threads)).get(MOST.toSeconds(), TimeUnit.SECONDS);
            assertThat("the disk was asked", asked.await(MOST.toSeconds(), TimeUnit.SECONDS), is(true));
            threads.database().submit(() -> { }).get(MOST.toSeconds(), TimeUnit.SECONDS);
        } finally {
            assertThat("the journal stops all the same", threads.stop(MOST), is(true));
            answers.countDown();
        }
    }
}
