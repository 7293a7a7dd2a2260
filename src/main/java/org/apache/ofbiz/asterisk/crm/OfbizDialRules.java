/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal;
import org.apache.ofbiz.asterisk.desk.CallDesk.Refusal.Code;
import org.apache.ofbiz.asterisk.desk.DialRules;
import org.apache.ofbiz.base.util.Debug;

/** Dial rules from the settings. Thread-safe. */
public final class OfbizDialRules implements DialRules {

    private static final String MODULE = OfbizDialRules.class.getName();
    /** What people put between digits: blanks, dashes of all kinds, brackets, dots, slashes. */
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\u00a0\\p{Pd}().\\[\\]/]");
    private static final Pattern DIALABLE = Pattern.compile("\\+?[0-9]{1,20}");

    private final Settings settings;
    private final Servers servers;

    public OfbizDialRules(Settings settings, Servers servers) {
        this.settings = settings;
        this.servers = servers;
    }

    @Override
    public Checked check(Person user, String number) {
        if (!PlainText.isPlain(number)) {
            return refused(Code.VALUE_REFUSED, "number");
        }
        String dialable = SEPARATORS.matcher(number.replaceFirst("^tel:", "")).replaceAll("");
        int digits = TelephoneNumbers.digits(dialable).length();
        if (!DIALABLE.matcher(dialable).matches() || digits < settings.get(Settings.OUTBOUND_MINIMUM_DIGITS)) {
            return refused(Code.NUMBER_INVALID, number);
        }
        boolean allowed = settings.get(Settings.OUTBOUND_ALLOWED).matcher(dialable).matches();
        boolean forbidden = settings.get(Settings.OUTBOUND_FORBIDDEN).filter(pattern -> pattern.matcher(dialable).matches()).isPresent();
        return allowed && !forbidden ? new Checked(Optional.of(dialable), Optional.empty()) : refused(Code.NUMBER_NOT_ALLOWED, number);
    }

    @Override
    public Duration extensionRingTime() {
        return settings.get(Settings.EXTENSION_RING_TIME);
    }

    /** Makes the folder where it is missing: MixMonitor would write nothing. */
    @Override
    public Optional<String> recordingFile(String serverId, String channelId) {
        if (!settings.get(Settings.RECORD_OUT_CALLS)) {
            return Optional.empty();
        }
        RecordingFolder folder = servers.recordings(serverId);
        try {
            Files.createDirectories(folder.path());
        } catch (IOException e) {
            Debug.logWarning("No folder for recordings at " + folder.path() + ": " + e, MODULE);
        }
        return folder.fileFor(channelId).map(Object::toString);
    }

    private static Checked refused(Code code, String detail) {
        return new Checked(Optional.empty(), Optional.of(new Refusal(code, detail)));
    }
}
