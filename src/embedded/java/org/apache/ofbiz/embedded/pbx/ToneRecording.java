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
package org.apache.ofbiz.embedded.pbx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.ofbiz.base.util.Debug;

/** What MixMonitor would have written: a WAV file (8 kHz, 16 bit, mono) as long as the conversation, with a quiet tone in it. */
final class ToneRecording {

    private static final String MODULE = ToneRecording.class.getName();
    private static final int RATE = 8000;
    private static final double TONE_HERTZ = 440;
    private static final double LOUDNESS = 3000;

    private ToneRecording() { }

    /** Writes the file, but only inside the folder: its name came over AMI. */
    static void write(Path file, Path folder, Duration length) {
        if (!file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
            Debug.logWarning("The simulated PBX does not record outside of " + folder, MODULE);
            return;
        }
        int samples = (int) (length.toMillis() * RATE / 1000);
        byte[] audio = new byte[samples * 2];
        for (int i = 0; i < samples; i++) {
            short value = (short) (LOUDNESS * Math.sin(2 * Math.PI * TONE_HERTZ * i / RATE));
            audio[2 * i] = (byte) value;
            audio[2 * i + 1] = (byte) (value >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(audio), format, samples)) {
            Files.createDirectories(folder);
            AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
        } catch (IOException e) {
            Debug.logError(e, "The simulated PBX could not write " + file, MODULE);
        }
    }
}
