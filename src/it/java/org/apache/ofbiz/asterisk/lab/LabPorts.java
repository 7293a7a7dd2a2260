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
package org.apache.ofbiz.asterisk.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A thousand ports that no other lab on this machine takes, in whatever virtual machine it runs: a locked file says that they are taken, from
 * before Asterisk has them until it is gone. The system unlocks the file of a virtual machine that ends without a word.
 */
final class LabPorts implements AutoCloseable {

    private static final int PORTS = 1000;
    private static final int FIRST = 10_000;
    /** Below the range from which the system hands out ports by itself. */
    private static final int RANGES = 22;

    private final int base;
    private final FileChannel lock;

    private LabPorts(int base, FileChannel lock) {
        this.base = base;
        this.lock = lock;
    }

    /** @throws IllegalStateException when all are taken */
    static LabPorts reserve() {
        int first = ThreadLocalRandom.current().nextInt(RANGES);
        for (int i = 0; i < RANGES; i++) {
            Optional<LabPorts> free = reserve(FIRST + PORTS * ((first + i) % RANGES));
            if (free.isPresent()) {
                return free.get();
            }
        }
        throw new IllegalStateException("no free ports for the lab between " + FIRST + " and " + (FIRST + RANGES * PORTS));
    }

    private static Optional<LabPorts> reserve(int base) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "asterisk-lab-" + base + ".lock");
        try {
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isMine(lock) && lookFree(base)) {
                return Optional.of(new LabPorts(base, lock));
            }
            lock.close();
        } catch (IOException e) {
            // another user's file
        }
        return Optional.empty();
    }

    private static boolean isMine(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another lab of this virtual machine
        }
    }

    /** Whoever else has one of them, it is no lab. */
    private static boolean lookFree(int base) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket ami = new ServerSocket(base, 1, loopback);
                DatagramSocket sip = new DatagramSocket(new InetSocketAddress(loopback, base + 1));
                DatagramSocket phone = new DatagramSocket(new InetSocketAddress(loopback, base + 11))) {
            return ami.isBound() && sip.isBound() && phone.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    int base() {
        return base;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
