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

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.admin.ImportOutcome.Fate;
import org.apache.ofbiz.asterisk.crm.admin.ImportOutcome;
import org.apache.ofbiz.asterisk.crm.admin.SettingCatalog;
import org.apache.ofbiz.asterisk.crm.admin.backup.BackupFile.UnreadableBackupException;
import org.apache.ofbiz.asterisk.crm.ldap.LdapSecret;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.service.GenericServiceException;
import org.apache.ofbiz.service.LocalDispatcher;
import org.apache.ofbiz.service.ServiceUtil;

/**
 * Takes a backup over, by the same services that the admin's forms use, so that each value is checked as there. Rows that only this system has
 * stay. Part of the caller's transaction: a preview is the same, rolled back. Belongs to one import.
 */
public final class BackupImport {

    private static final String LABELS = "AsteriskUiLabels";
    private static final String SECRET = "secret";
    private static final int LONGEST_WORDS = 60;
    /** Characters of the file of a PBX's queues: some 500 queues. */
    private static final int LONGEST_QUEUES = 500_000;

    private final LocalDispatcher dispatcher;
    private final BackupRows rows;
    private final Map<String, Object> caller;
    private final Locale locale;
    private final Function<String, Optional<String>> foreignLine;
    private final List<ImportOutcome> outcomes = new ArrayList<>();
    private Map<String, String> secrets = Map.of();

    /**
     * @param context     of the service: userLogin, locale
     * @param foreignLine the first line of a file of queues that no form sets, so that nobody has checked it; empty for none
     */
    public BackupImport(LocalDispatcher dispatcher, Map<String, ?> context, Function<String, Optional<String>> foreignLine) {
        this.foreignLine = foreignLine;
        this.dispatcher = dispatcher;
        this.rows = new BackupRows(dispatcher.getDelegator());
        this.locale = UtilMisc.ensureLocale(context.get("locale"));
        this.caller = Map.of("userLogin", context.get("userLogin"), "locale", locale);
    }

    /** Takes it over, up to the first row that is refused: then the caller has to undo all of it. */
    public List<ImportOutcome> apply(String text, String passphrase, SettingCatalog settings) throws GenericServiceException, GenericEntityException {
        try {
            BackupFile file = BackupFile.read(text);
            Optional<Map<String, String>> known = passphrase.isEmpty() ? Optional.of(Map.of()) : file.secrets(passphrase);
            if (known.isEmpty()) {
                return List.of(ImportOutcome.ofSection("", Fate.REFUSED, "", words("AsteriskBackupPassphrase", Map.of())));
            }
            secrets = known.get();
            for (BackupSection section : BackupSection.values()) {
                Set<List<String>> once = new HashSet<>();
                for (Map<String, String> row : file.sections().getOrDefault(section, List.of())) {
                    if (!add(once.add(section.key().stream().map(field -> row.getOrDefault(field, "")).toList()) ? handle(section, row)
                            : outcome(section, row, Fate.REFUSED, words("AsteriskBackupTwice", Map.of())))) {
                        return outcomes;
                    }
                }
            }
            for (Map.Entry<String, String> setting : file.settings().entrySet()) {
                if (!add(handle(settings, setting.getKey(), setting.getValue()))) {
                    return outcomes;
                }
            }
            ldap();
            return outcomes;
        } catch (UnreadableBackupException e) {
            return List.of(ImportOutcome.ofSection("", Fate.REFUSED, "",
                    words(e.label(), Map.of("detail", PlainText.clip(e.getMessage(), LONGEST_WORDS)))));
        }
    }

    private boolean add(ImportOutcome outcome) {
        outcomes.add(outcome);
        return !outcome.isRefused();
    }

    private ImportOutcome handle(BackupSection section, Map<String, String> row) throws GenericServiceException, GenericEntityException {
        List<String> fields = rows.fields(section);
        Optional<String> strange = row.keySet().stream().filter(field -> !fields.contains(field)).findFirst();
        if (strange.isPresent()) {
            return outcome(section, row, Fate.REFUSED, words("AsteriskBackupUnknown",
                    Map.of("detail", PlainText.clip(strange.get(), LONGEST_WORDS))));
        }
        if (!rows.exists("Party", "partyId", row.getOrDefault("partyId", ""))
                || !rows.exists("UserLogin", "userLoginId", row.getOrDefault("userLoginId", ""))) {
            return outcome(section, row, Fate.SKIPPED, words("AsteriskBackupNobody",
                    Map.of("who", row.getOrDefault("userLoginId", "") + ' ' + row.getOrDefault("partyId", ""))));
        }
        Optional<GenericValue> existing = rows.existing(section, row);
        Map<String, String> before = existing.map(found -> rows.texts(found, fields)).orElse(Map.of());
        Map<String, String> changes = new LinkedHashMap<>();
        row.forEach((field, text) -> {
            boolean same = section == BackupSection.MEMBERSHIPS && field.equals("fromDate") && existing.isPresent();
            if (!same && !before.getOrDefault(field, "").equals(text)) {
                changes.put(field, text);
            }
        });
        Optional<String> secret = Optional.ofNullable(secrets.get(Backup.secretName(section, row)))
                .filter(text -> existing.isEmpty() || !text.equals(existing.get().getString(SECRET)));
        if (existing.isPresent() && changes.isEmpty() && secret.isEmpty()) {
            return outcome(section, row, Fate.UNCHANGED, "");
        }
        if (section == BackupSection.QUEUES) {
            return queues(row, existing);
        }
        return stored(section, row, existing, changes, secret, before);
    }

    private ImportOutcome stored(BackupSection section, Map<String, String> row, Optional<GenericValue> existing, Map<String, String> changes,
                           Optional<String> secret, Map<String, String> before) throws GenericServiceException {
        Map<String, Object> input = new HashMap<>(caller);
        existing.map(GenericValue::getPrimaryKey).ifPresent(input::putAll);
        for (Map.Entry<String, String> field : (section.isWhole() ? row : changes).entrySet()) {
            Optional<Object> value = field.getValue().isEmpty() ? Optional.empty() : rows.value(section, field.getKey(), field.getValue());
            if (value.isEmpty() && !field.getValue().isEmpty()) {
                return outcome(section, row, Fate.REFUSED, words("AsteriskBackupUnknown", Map.of("detail", field.getKey())));
            }
            input.put(field.getKey(), value.orElse(null));
        }
        secret.ifPresent(text -> input.put(SECRET, text));
        String note = section == BackupSection.SERVERS ? server(input, existing.isPresent(), secret.isPresent()) : "";
        if (section == BackupSection.HOURS) {
            input.put("reloadLater", "Y");
        }
        Map<String, Object> result = dispatcher.runSync(existing.isEmpty() ? section.createService() : section.updateService(), input);
        if (!ServiceUtil.isSuccess(result)) {
            return outcome(section, row, Fate.REFUSED, ServiceUtil.getErrorMessage(result));
        }
        String differences = changes.entrySet().stream().map(field -> field.getKey() + ": " + shown(before.getOrDefault(field.getKey(), ""))
                + " → " + shown(field.getValue())).collect(Collectors.joining("; "));
        return existing.isEmpty() ? outcome(section, row, Fate.NEW, note)
                : outcome(section, row, Fate.CHANGED, secret.isPresent() ? (differences + "; " + SECRET).replaceFirst("^; ", "") : differences);
    }

    /** A server that is new here stays off until an admin enables it: a copy of a system must not begin to act on the PBX of the other. */
    private String server(Map<String, Object> input, boolean exists, boolean hasSecret) {
        input.put("enableUntested", "Y");
        if (exists) {
            return "";
        }
        input.put("enabled", "N");
        if (!hasSecret) {
            input.put(SECRET, "-");
        }
        return words(hasSecret ? "AsteriskBackupServerOff" : "AsteriskBackupServerSecret", Map.of());
    }

    /** What the PBX has is the truth: the lines of the backup become the state that the page of queues can go back to. */
    private ImportOutcome queues(Map<String, String> row, Optional<GenericValue> existing) throws GenericEntityException {
        String text = row.getOrDefault("fileText", "");
        if (!rows.exists("AsteriskServer", "serverId", row.getOrDefault("serverId", "")) || row.getOrDefault("serverId", "").isEmpty()) {
            return outcome(BackupSection.QUEUES, row, Fate.SKIPPED, words("AsteriskBackupUnknown", Map.of("detail", "serverId")));
        }
        if (text.length() > LONGEST_QUEUES) {
            return outcome(BackupSection.QUEUES, row, Fate.REFUSED, words("AsteriskErrorTooLong",
                    Map.of("field", "fileText", "most", String.valueOf(LONGEST_QUEUES))));
        }
        Optional<String> foreign = foreignLine.apply(text);
        if (foreign.isPresent()) {
            return outcome(BackupSection.QUEUES, row, Fate.SKIPPED, words("AsteriskBackupUnknown",
                    Map.of("detail", PlainText.clip(foreign.get(), LONGEST_WORDS))));
        }
        if (existing.filter(found -> text.equals(found.getString("previousText"))).isPresent()) {
            return outcome(BackupSection.QUEUES, row, Fate.UNCHANGED, words("AsteriskBackupQueues", Map.of()));
        }
        Delegator delegator = rows.delegator();
        GenericValue wanted = existing.orElseGet(() -> delegator.makeValue("AsteriskQueueFile", Map.of("serverId", row.get("serverId"))));
        wanted.set("previousText", text);
        wanted.set("changedDate", Timestamp.from(Instant.now()));
        wanted.set("lastModifiedByUserLogin", ((GenericValue) caller.get("userLogin")).getString("userLoginId"));
        delegator.createOrStore(wanted);
        return outcome(BackupSection.QUEUES, row, existing.isEmpty() ? Fate.NEW : Fate.CHANGED, words("AsteriskBackupQueues", Map.of()));
    }

    private ImportOutcome handle(SettingCatalog settings, String name, String value) throws GenericServiceException {
        Optional<SettingCatalog.Entry> entry = settings.find(name);
        if (entry.isPresent() && entry.get().value().equals(value)) {
            return ImportOutcome.ofSection("settings", Fate.UNCHANGED, name, "");
        }
        Map<String, Object> input = new HashMap<>(caller);
        input.put("settingName", name);
        input.put("settingValue", value);
        Map<String, Object> result = dispatcher.runSync("changeAsteriskSetting", input);
        return ServiceUtil.isSuccess(result)
                ? ImportOutcome.ofSection("settings", Fate.CHANGED, name,
                        shown(entry.map(SettingCatalog.Entry::value).orElse("")) + " → " + shown(value))
                : ImportOutcome.ofSection("settings", Fate.REFUSED, PlainText.clip(name, LONGEST_WORDS), ServiceUtil.getErrorMessage(result));
    }

    private void ldap() throws GenericEntityException {
        String secret = secrets.getOrDefault(Backup.LDAP, "");
        Delegator delegator = rows.delegator();
        if (!secret.isEmpty() && !secret.equals(LdapSecret.of(delegator))) {
            delegator.createOrStore(LdapSecret.row(delegator, secret, ((GenericValue) caller.get("userLogin")).getString("userLoginId")));
            outcomes.add(ImportOutcome.ofSection(Backup.LDAP, Fate.CHANGED, Backup.LDAP, SECRET));
        }
    }

    private static String shown(String text) {
        return text.isEmpty() ? "-" : PlainText.clip(text.replaceAll("\\s+", " "), LONGEST_WORDS);
    }

    private ImportOutcome outcome(BackupSection section, Map<String, String> row, Fate fate, String words) {
        return ImportOutcome.ofSection(section.title(), fate, PlainText.clip(section.key().stream().map(field -> row.getOrDefault(field, ""))
                .filter(text -> !text.isEmpty()).collect(Collectors.joining(" ")), 2 * LONGEST_WORDS), Objects.toString(words, ""));
    }

    private String words(String label, Map<String, String> places) {
        return UtilProperties.getMessage(LABELS, label, places, locale);
    }
}
