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
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.google.common.util.concurrent.Uninterruptibles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingCollectorTest {

    private static final Duration MOST = Duration.ofSeconds(10);

    @TempDir
    private Path folder;
    private final Servers servers = mock(Servers.class);
    private final RecordingBan ban = mock(RecordingBan.class);
    private final PhoneCall ended = Calls.in(PhoneCall.State.ENDED, Calls.waiting("a"));
    private final JournalThreads threads = JournalThreads.start();

    @AfterEach
    void stop() throws InterruptedException {
        assertThat("the journal stops, even while a disk doesn't answer", threads.stop(MOST), is(true));
    }

    @Test
    void aDiskThatDoesNotAnswerKeepsNoCallFromBeingWritten() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Path disk = mock(Path.class);
        when(disk.resolve(anyString())).thenAnswer(file -> {
            asked.countDown();
            Uninterruptibles.awaitUninterruptibly(never); // as a disk that is away does; on a daemon thread
            return null;
        });
        collect(disk, Clock.systemUTC());
        assertThat("the disk was asked", asked.await(MOST.toSeconds(), TimeUnit.SECONDS), is(true));
        threads.database().submit(() -> { }).get(MOST.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aRecordingThatIsFoundTooLateIsLookedAtOnceMore() throws Exception {
        Files.write(folder.resolve("a.wav"), new byte[1_000]);
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenReturn(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofHours(1)));
        collect(folder.toRealPath(), clock);
        verify(ban, timeout(MOST.toMillis()).times(2)).covers("a", ended); // asked whenever a file is there
    }

    private void collect(Path disk, Clock clock) throws Exception {
        RecordingRoots roots = new RecordingRoots(List.of(folder.toRealPath()));
        when(servers.recordings(any())).thenReturn(new RecordingFolder(disk, roots));
        RecordingCollector collector = new RecordingCollector(mock(Delegator.class), mock(SystemServices.class), mock(CommEvents.class), servers,
                mock(Settings.class), ban, clock, turns -> { });
        threads.database().submit(() -> collector.collect("a", ended, threads)).get(MOST.toSeconds(), TimeUnit.SECONDS);
    }
}
