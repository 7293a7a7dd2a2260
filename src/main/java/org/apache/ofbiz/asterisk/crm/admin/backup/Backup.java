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

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.admin.SettingCatalog;
import org.apache.ofbiz.asterisk.crm.ldap.LdapSecret;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** Writes the configuration as one file. Stateless. */
public final class Backup {

    /** Characters of a passphrase, at least. */
    public static final int SHORTEST_PASSPHRASE = BackupCipher.SHORTEST;
    /** Characters of a passphrase, at most. */
    public static final int LONGEST_PASSPHRASE = BackupCipher.LONGEST;
    /** Characters of a file, at most. */
    public static final int LONGEST = BackupFile.LONGEST;
    static final String LDAP = "ldap";

    private Backup() {
    }

    /** @param passphrase encrypts the secrets; without it they are left out */
    public static String export(Delegator delegator, SettingCatalog settings, Optional<String> passphrase) throws GenericEntityException {
        BackupRows rows = new BackupRows(delegator);
        Map<BackupSection, List<Map<String, String>>> sections = new EnumMap<>(BackupSection.class);
        Map<String, String> secrets = new TreeMap<>();
        for (BackupSection section : BackupSection.values()) {
            List<String> fields = rows.fields(section);
            List<GenericValue> found = rows.of(section);
            sections.put(section, found.stream().map(row -> rows.texts(row, fields)).toList());
            if (passphrase.isPresent() && (section == BackupSection.SERVERS || section == BackupSection.ACTIONS)) {
                found.stream().filter(row -> row.getString("secret") != null)
                        .forEach(row -> secrets.put(secretName(section, rows.texts(row, section.key())), row.getString("secret")));
            }
        }
        Optional.of(LdapSecret.of(delegator)).filter(secret -> !secret.isEmpty()).ifPresent(secret -> secrets.put(LDAP, secret));
        Map<String, String> values = settings.entries().stream().filter(entry -> !entry.fromFile() && entry.changeable())
                .collect(Collectors.toMap(entry -> entry.setting().name(), SettingCatalog.Entry::value));
        return new BackupFile(sections, values, passphrase.map(known -> BackupCipher.encrypt(BackupFile.secretsText(secrets), known)))
                .write(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static String secretName(BackupSection section, Map<String, String> key) {
        return section.title() + ' ' + section.key().stream().map(field -> key.getOrDefault(field, "")).collect(Collectors.joining(" "));
    }
}
