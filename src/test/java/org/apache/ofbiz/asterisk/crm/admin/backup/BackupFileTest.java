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
package org.apache.ofbiz.asterisk.crm.admin.backup;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.ofbiz.asterisk.crm.admin.backup.BackupFile.UnreadableBackupException;
import org.junit.jupiter.api.Test;

class BackupFileTest {

    private static final String PASSPHRASE = "correct horse battery";
    private static final Map<BackupSection, List<Map<String, String>>> SECTIONS = Map.of(BackupSection.SERVERS,
            List.of(Map.of("serverId", "PBX", "description", "a \"b\"\n<c> \u00e4")), BackupSection.GROUPS, List.of());

    @Test
    void aFileIsReadAsItWasWritten() throws UnreadableBackupException {
        BackupFile file = new BackupFile(SECTIONS, Map.of("defaultRegion", "EE"),
                Optional.of(BackupCipher.encrypt(BackupFile.secretsText(Map.of("servers PBX", "geheim")), PASSPHRASE)));
        String text = file.write("2026-11-29T10:00:00Z");
        assertThat(text, not(containsString("geheim")));
        BackupFile read = BackupFile.read(text);
        assertThat(read.sections().get(BackupSection.SERVERS), is(SECTIONS.get(BackupSection.SERVERS)));
        assertThat(read.settings(), is(file.settings()));
        assertThat(read.secrets(PASSPHRASE), is(Optional.of(Map.of("servers PBX", "geheim"))));
        assertThat("another passphrase", read.secrets(PASSPHRASE + " "), is(Optional.empty()));
        assertThat("no passphrase", read.secrets(""), is(Optional.empty()));
    }

    @Test
    void secretsThatWereChangedAreNone() {
        byte[] data = BackupCipher.encrypt("text", PASSPHRASE);
        assertThat("never the same", new String(data, StandardCharsets.ISO_8859_1),
                is(not(new String(BackupCipher.encrypt("text", PASSPHRASE), StandardCharsets.ISO_8859_1))));
        for (int i : new int[] {0, 20, data.length - 1}) {
            byte[] changed = data.clone();
            changed[i] ^= 1;
            assertThat(BackupCipher.decrypt(changed, PASSPHRASE), is(Optional.empty()));
        }
        assertThat(BackupCipher.decrypt(new byte[3], PASSPHRASE), is(Optional.empty()));
        assertThat(BackupCipher.decrypt(data, "x".repeat(1_000_000)), is(Optional.empty()));
    }

    /** As many as make it slow to try passphrases. */
    @Test
    void theKeyOfAPassphraseTakesSixHundredThousandRounds() throws GeneralSecurityException {
        byte[] data = BackupCipher.encrypt("text", PASSPHRASE);
        byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(
                new PBEKeySpec(PASSPHRASE.toCharArray(), Arrays.copyOf(data, 16), 600_000, 256)).getEncoded();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, data, 16, 12));
        cipher.updateAAD("ofbiz-asterisk-backup 1".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(cipher.doFinal(data, 28, data.length - 28), StandardCharsets.UTF_8), is("text"));
    }

    @Test
    void whatIsNoBackupIsRefused() {
        String begin = "{\"format\":\"ofbiz-asterisk-backup\",\"version\":1,\"sections\":";
        String rest = ",\"settings\":{}}";
        for (String bad : List.of("", "null", "[]", "{}", "{\"format\":\"other\",\"version\":1,\"sections\":{},\"settings\":{}}",
                "{\"format\":\"ofbiz-asterisk-backup\",\"version\":2,\"sections\":{},\"settings\":{}}",
                begin + "{\"UserLogin\":[]}" + rest, begin + "{\"servers\":{}}" + rest, begin + "{\"servers\":[1]}" + rest,
                begin + "{\"servers\":[{\"host\":{\"a\":\"b\"}}]}" + rest, begin + "{\"servers\":[],\"servers\":[]}" + rest,
                begin + "{}" + rest + "{}", begin + "{}" + rest.replace("}}", "},\"secrets\":\"%%%\"}"), "[".repeat(100_000),
                begin + "[".repeat(100_000), "x".repeat(BackupFile.LONGEST + 1),
                begin + "{\"servers\":[" + "{},".repeat(BackupFile.MOST_ROWS) + "{}]}" + rest)) {
            assertThrows(UnreadableBackupException.class, () -> BackupFile.read(bad), bad.substring(0, Math.min(100, bad.length())));
        }
    }
}
