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
package org.apache.ofbiz.asterisk.crm.admin;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.ofbiz.asterisk.crm.recordings.RecordingRoots;
import org.apache.ofbiz.asterisk.crm.rows.Rows;
import org.apache.ofbiz.asterisk.crm.rows.SeparateTransaction;
import org.apache.ofbiz.asterisk.crm.settings.Setting;
import org.apache.ofbiz.asterisk.crm.settings.Settings;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/**
 * The settings for admins to read and change: a change writes or removes the SystemProperty row that goes before the file, and a row that
 * tells who did it, so that it can be undone. Thread-safe; each change is part of the caller's transaction.
 */
public final class SettingCatalog {

    /** What {@link Entry#shown} says of a setting that only the file sets. */
    private static final String FROM_FILE = "file";
    private static final int LONGEST_VALUE = 255;
    private static final String CHANGE = "AsteriskSettingChange";

    private final Delegator delegator;
    private final Settings settings;
    private final Rows rows;
    private final Clock clock;

    public SettingCatalog(Delegator delegator, Settings settings, Clock clock) {
        this.delegator = delegator;
        this.settings = settings;
        this.rows = new Rows(delegator);
        this.clock = clock;
    }

    /**
     * One setting as it is now.
     *
     * @param value    what is set, by the row or by the file
     * @param fromFile whether the file sets it; else a SystemProperty does
     * @param wanted   what it wants instead, where what is set cannot be read, so that the default is used
     */
    public record Entry(Setting<?> setting, String value, boolean fromFile, Optional<Setting.Wanted> wanted) {

        /** False for what the file alone decides. */
        public boolean changeable() {
            return !Settings.FROM_FILE_ONLY.contains(setting);
        }

        /** Tells this state of the setting from another, for a form to send along. */
        public String shown() {
            return fromFile ? FROM_FILE : "=" + value;
        }
    }

    /** All settings, in the order of the file. */
    public List<Entry> entries() {
        return Settings.ALL.stream().map(this::entry).toList();
    }

    /** The setting of this name, if there is one. */
    public Optional<Entry> find(String name) {
        return Settings.ALL.stream().filter(setting -> setting.name().equals(name)).findFirst().map(this::entry);
    }

    private Entry entry(Setting<?> setting) {
        Optional<GenericValue> row = Settings.NEVER_FROM_ROWS.contains(setting) ? Optional.empty() : row(setting.name());
        String value = row.map(found -> Objects.toString(found.getString("systemPropertyValue"), ""))
                .orElseGet(() -> settings.fileText(setting));
        return new Entry(setting, value, row.isEmpty(), value.isBlank() ? Optional.empty() : setting.wanted(value.trim()));
    }

    private Optional<GenericValue> row(String name) {
        return Rows.one(rows.from("SystemProperty").where("systemResourceId", Settings.RESOURCE, "systemPropertyId", name));
    }

    /** The latest changes, the newest first. */
    public List<GenericValue> changes(int most) {
        return Rows.list(rows.from(CHANGE).orderBy("-changedDate", "-settingChangeId").maxRows(most));
    }

    /** A change by its key, if there is one. */
    public Optional<GenericValue> change(String settingChangeId) {
        return Rows.one(rows.from(CHANGE).where("settingChangeId", settingChangeId));
    }

    /** Checks a new value of a setting into {@code check}, as its field {@code settingValue}. */
    public void check(InputCheck check, Entry entry, String text) {
        if (!entry.changeable()) {
            check.refuse("settingValue", "AsteriskErrorReadAtStart", Map.of());
        }
        check.longest(LONGEST_VALUE, "settingValue");
        entry.setting().wanted(text).ifPresent(wanted -> {
            Map<String, String> places = new HashMap<>(wanted.values());
            places.put("field", entry.setting().name());
            check.refuse("settingValue", wanted.label(), places);
        });
        if (entry.setting() == Settings.CALL_RECORDING_FILES_LOCATION && !check.failed()
                && RecordingRoots.folder(text).filter(RecordingRoots.of(settings)::hold).isEmpty()) {
            check.refuse("settingValue", "AsteriskErrorRecordingsLocation", Map.of());
        }
        if (entry.setting() == Settings.CORRECTED_NUMBER_PURPOSE && !check.failed()
                && rows.count("ContactMechPurposeType", "contactMechPurposeTypeId", text) == 0) {
            check.refuse("settingValue", "AsteriskErrorUnknown", Map.of("key", text));
        }
    }

    /**
     * Says in {@code check} that somebody else has changed the setting since the page was read.
     *
     * @param shown what {@link Entry#shown} was then; empty asks for nothing
     */
    public void checkUnchanged(InputCheck check, Entry entry, String shown, Locale locale) {
        if (!shown.isEmpty() && !shown.equals(entry.shown())) {
            String who = Rows.first(rows.from(CHANGE).where("settingName", entry.setting().name()).orderBy("-changedDate"))
                    .map(change -> Rows.text(change, "changedBy")).orElse("");
            String now = entry.value().isEmpty() ? UtilProperties.getMessage("AsteriskUiLabels", "AsteriskNothing", locale) : entry.value();
            check.refuse("settingValue", "AsteriskErrorSettingChanged", Map.of("who", who, "now", now));
        }
    }

    /** Sets the setting. @param text empty takes the row away, so that the file decides again */
    public void set(Entry entry, Optional<String> text, String userLoginId, Optional<String> takesBackId) throws GenericEntityException {
        Map<String, Object> change = new HashMap<>();
        change.put("settingChangeId", delegator.getNextSeqId(CHANGE));
        change.put("settingName", entry.setting().name());
        change.put("oldValue", entry.fromFile() ? null : entry.value());
        change.put("oldFromFile", entry.fromFile() ? "Y" : "N");
        change.put("newValue", text.orElse(null));
        change.put("newFromFile", text.isPresent() ? "N" : "Y");
        change.put("changedBy", userLoginId);
        change.put("changedDate", Timestamp.from(clock.instant()));
        change.put("takesBackId", takesBackId.orElse(null));
        Map<String, Object> key = Map.of("systemResourceId", Settings.RESOURCE, "systemPropertyId", entry.setting().name());
        if (text.isPresent()) {
            Map<String, Object> row = new HashMap<>(key);
            row.put("systemPropertyValue", text.get());
            SeparateTransaction.createOrStore(delegator, List.of(delegator.makeValue("SystemProperty", row), delegator.makeValue(CHANGE, change)));
        } else {
            delegator.removeByAnd("SystemProperty", key);
            delegator.create(delegator.makeValue(CHANGE, change));
        }
    }

    /** What the setting was before a change. */
    public static Optional<String> before(GenericValue change) {
        return Rows.isYes(change, "oldFromFile") ? Optional.empty() : Optional.of(Objects.toString(change.getString("oldValue"), ""));
    }

    /** Whether the setting still is what the change made it. */
    public static boolean stands(GenericValue change, Entry entry) {
        return Rows.isYes(change, "newFromFile") ? entry.fromFile()
                : !entry.fromFile() && entry.value().equals(Objects.toString(change.getString("newValue"), ""));
    }
}
