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
package org.apache.ofbiz.asterisk.crm.settings;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.ofbiz.asterisk.crm.rows.PlainText;
import org.apache.ofbiz.asterisk.crm.settings.Setting.UnreadableException;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.util.EntityUtilProperties;

/**
 * The settings of the call center: config/asterisk.properties, each key overridable by a SystemProperty row (systemResourceId
 * "asterisk"). What the keys mean is told by their labels, and in that file in the same words. A value that cannot be
 * read is reported once, and the default is used. Thread-safe; values are read again each time, so a changed row takes effect at once.
 */
public final class Settings {

    public static final Setting<String> CALL_RECORDING_FILES_LOCATION = new Setting<>("callRecordingFilesLocation", "runtime/recordings", t -> t);
    public static final Setting<List<String>> RECORDING_ROOTS =
            new Setting<>("recordingRoots", "runtime/recordings, /var/spool/asterisk/monitor", Settings::list);
    public static final Setting<List<String>> VOICEMAIL_ROOTS = new Setting<>("voicemailRoots", "/var/spool/asterisk/voicemail", Settings::list);
    public static final Setting<List<String>> RECORDING_KEYS = new Setting<>("recordingKeys", "", Settings::list);
    public static final Setting<List<String>> PBX_HOSTS = new Setting<>("pbxHosts", "localhost, *, *.local, *.lan, *.internal, *.home.arpa, "
            + "127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7", Settings::list);
    public static final Setting<List<String>> PBX_PORTS = new Setting<>("pbxPorts", "5038, 5039", Settings::list);
    public static final Setting<List<String>> TRUSTED_CERTIFICATE_ROOTS = new Setting<>("trustedCertificateRoots",
            "runtime/certificates, /etc/asterisk/keys, /etc/ssl/certs, /etc/pki/tls/certs, /etc/pki/ca-trust", Settings::list);
    public static final Setting<Boolean> RECORD_OUT_CALLS = new Setting<>("recordOutCalls", "true", Settings::yesOrNo);
    public static final Setting<String> PARTY_PROFILE_URL =
            new Setting<>("partyProfileUrl", "/partymgr/control/viewprofile?partyId=${partyId}", Settings::pageUrl);
    public static final Setting<Boolean> FREE_ACCOUNT_CODES = new Setting<>("freeAccountCodes", "false", Settings::yesOrNo);
    public static final Setting<Boolean> UNIQUE_USER_SESSION = new Setting<>("uniqueUserSession", "false", Settings::yesOrNo);
    public static final Setting<Boolean> LOCK_ON_PAUSE = new Setting<>("lockOnPause", "false", Settings::yesOrNo);
    public static final Setting<Boolean> SHOW_SUPERVISION = new Setting<>("showSupervision", "true", Settings::yesOrNo);
    public static final Setting<Boolean> AGENTS_SEE_SCORES = new Setting<>("agentsSeeScores", "false", Settings::yesOrNo);
    public static final Setting<Boolean> AUTO_FILL_EXTENSION_AND_TRUNK = new Setting<>("autoFillExtensionAndTrunk", "true", Settings::yesOrNo);
    public static final Setting<String> NEW_CONTACT_URL =
            new Setting<>("newContactUrl", "/asterisk/control/newContact?number=${number}", Settings::pageUrl);
    public static final Setting<String> CHOOSE_PARTY_URL =
            new Setting<>("choosePartyUrl", "/asterisk/control/chooseParty?number=${number}", Settings::pageUrl);
    public static final Setting<String> DEFAULT_REGION = new Setting<>("defaultRegion", "US", Settings::region);
    public static final Setting<Integer> CALLER_MATCH_MINIMUM_DIGITS = new Setting<>("callerMatchMinimumDigits", "7", number(5, 15));
    public static final Setting<Integer> CONNECT_RETRIES = new Setting<>("connectRetries", "-1", number(-1, Integer.MAX_VALUE));
    public static final Setting<Duration> CONNECT_FIRST_PAUSE = new Setting<>("connectFirstPauseSeconds", "5", seconds(1, 3600));
    public static final Setting<Duration> CONNECT_LONGEST_PAUSE = new Setting<>("connectLongestPauseSeconds", "60", seconds(1, 86400));
    public static final Setting<Integer> OUTBOUND_MINIMUM_DIGITS = new Setting<>("outboundMinimumDigits", "3", number(1, 20));
    public static final Setting<Pattern> OUTBOUND_ALLOWED = new Setting<>("outboundAllowed", "\\+?[0-9]{1,20}", Settings::pattern);
    public static final Setting<Optional<Pattern>> OUTBOUND_FORBIDDEN = new Setting<>("outboundForbidden", "", optional(Settings::pattern));
    public static final Setting<Optional<Pattern>> INTERNAL_NUMBERS = new Setting<>("internalNumbers", "", optional(Settings::pattern));
    public static final Setting<Integer> CALLS_PER_HOUR = new Setting<>("callsPerHour", "300", number(1, 100_000));
    public static final Setting<Integer> CHARGED_CALLS_PER_HOUR = new Setting<>("chargedCallsPerHour", "60", number(0, 100_000));
    public static final Setting<OutboundFormat> OUTBOUND_FORMAT = new Setting<>("outboundFormat", "AS_TYPED", Settings::outboundFormat);
    public static final Setting<Boolean> EMERGENCY_BEHIND_PREFIX = new Setting<>("emergencyBehindPrefix", "false", Settings::yesOrNo);
    public static final Setting<String> CORRECTED_NUMBER_PURPOSE = new Setting<>("correctedNumberPurpose", "PHONE_WORK", t -> t);
    public static final Setting<Boolean> NEW_CALLER_IS_LEAD = new Setting<>("newCallerIsLead", "false", Settings::yesOrNo);
    public static final Setting<Duration> EXTENSION_RING_TIME = new Setting<>("extensionRingSeconds", "20", seconds(1, 300));
    public static final Setting<Duration> RECORDING_WAIT_TIME = new Setting<>("recordingWaitSeconds", "30", seconds(1, 3600));
    public static final Setting<Duration> SHORT_ABANDON_TIME = new Setting<>("shortAbandonSeconds", "5", seconds(0, 60));
    public static final Setting<Set<String>> REPORT_MAIL_DOMAINS = new Setting<>("reportMailDomains", "", Settings::domains);
    public static final Setting<Boolean> COMM_EVENT_FOR_MISSED_CALLS = new Setting<>("commEventForMissedCalls", "false", Settings::yesOrNo);
    public static final Setting<String> JOURNAL_LOCATION = new Setting<>("journalLocation", "runtime/asterisk/journal", t -> t);
    public static final Setting<Integer> JOURNAL_MEGABYTES = new Setting<>("journalMegabytes", "256", number(16, 16_384));
    public static final Setting<Boolean> SEVERAL_NODES = new Setting<>("severalNodes", "false", Settings::yesOrNo);
    public static final Setting<String> NODES_JMS_SERVICE = new Setting<>("nodesJmsService", "", t -> t);
    public static final Setting<Boolean> JOURNALS_TOGETHER = new Setting<>("journalsTogether", "false", Settings::yesOrNo);
    public static final Setting<String> CALL_BUTTON_SELECTORS = new Setting<>("callButtonSelectors",
            "#partyContactInfo td > div, td:has(> form[name=updateOrderContactMech]) > div, .telephone, .phone-number, [data-telephone]",
            Settings::selectors);
    public static final Setting<Set<String>> ALLOWED_ORIGINS = new Setting<>("allowedOrigins", "", Settings::origins);

    public static final Setting<Integer> REST_REQUESTS_PER_SECOND = new Setting<>("restRequestsPerSecond", "20", number(1, 1_000));
    public static final Setting<Boolean> REST_SHARED_TOKENS = new Setting<>("restSharedTokens", "false", Settings::yesOrNo);
    public static final Setting<Set<String>> REST_ALLOWED_ORIGINS = new Setting<>("restAllowedOrigins", "", Settings::origins);

    public static final Setting<List<String>> ACTION_HOSTS = new Setting<>("actionHosts", "", Settings::list);
    public static final Setting<List<String>> ACTION_PORTS = new Setting<>("actionPorts", "80, 443", Settings::list);
    public static final Setting<List<String>> ACTION_SERVICES = new Setting<>("actionServices", "", Settings::list);

    /** Origins of pages that call actions open in consoles, and of those that they show within one. */
    public static final Setting<List<String>> ACTION_PAGES = new Setting<>("actionPages", "", Settings::list);
    public static final Setting<List<String>> ACTION_FRAMES = new Setting<>("actionFrames", "", Settings::list);

    public static final Setting<List<String>> LDAP_SERVERS = new Setting<>("ldapServers", "", LdapTexts::servers);
    public static final Setting<Boolean> LDAP_START_TLS = new Setting<>("ldapStartTls", "true", Settings::yesOrNo);
    public static final Setting<String> LDAP_BASE_DN = new Setting<>("ldapBaseDn", "", LdapTexts::name);
    public static final Setting<String> LDAP_BIND_USER = new Setting<>("ldapBindUser", "", t -> t);
    public static final Setting<String> LDAP_FILTER = new Setting<>("ldapFilter", "(objectClass=person)", LdapTexts::filter);
    public static final Setting<List<String>> LDAP_NAME_ATTRIBUTES =
            new Setting<>("ldapNameAttributes", "displayName, cn, sn, givenName", LdapTexts::attributes);
    public static final Setting<List<String>> LDAP_NUMBER_ATTRIBUTES =
            new Setting<>("ldapNumberAttributes", "telephoneNumber, mobile", LdapTexts::attributes);
    public static final Setting<List<String>> LDAP_DETAIL_ATTRIBUTES = new Setting<>("ldapDetailAttributes", "title", LdapTexts::attributes);
    public static final Setting<Duration> LDAP_TIMEOUT = new Setting<>("ldapTimeoutSeconds", "2", seconds(1, 10));

    /** All of them, in the order of the file. */
    public static final List<Setting<?>> ALL = List.of(CALL_RECORDING_FILES_LOCATION, RECORDING_ROOTS, VOICEMAIL_ROOTS, RECORDING_KEYS,
            PBX_HOSTS, PBX_PORTS, TRUSTED_CERTIFICATE_ROOTS, RECORD_OUT_CALLS, FREE_ACCOUNT_CODES, PARTY_PROFILE_URL, UNIQUE_USER_SESSION,
            LOCK_ON_PAUSE, SHOW_SUPERVISION, AGENTS_SEE_SCORES, AUTO_FILL_EXTENSION_AND_TRUNK, NEW_CONTACT_URL, CHOOSE_PARTY_URL, DEFAULT_REGION,
            CALLER_MATCH_MINIMUM_DIGITS, CONNECT_RETRIES, CONNECT_FIRST_PAUSE, CONNECT_LONGEST_PAUSE, OUTBOUND_MINIMUM_DIGITS,
            OUTBOUND_ALLOWED, OUTBOUND_FORBIDDEN, INTERNAL_NUMBERS, CALLS_PER_HOUR, CHARGED_CALLS_PER_HOUR, OUTBOUND_FORMAT, EMERGENCY_BEHIND_PREFIX,
            CORRECTED_NUMBER_PURPOSE, NEW_CALLER_IS_LEAD, EXTENSION_RING_TIME, RECORDING_WAIT_TIME, SHORT_ABANDON_TIME, REPORT_MAIL_DOMAINS,
            COMM_EVENT_FOR_MISSED_CALLS,
            JOURNAL_LOCATION, JOURNAL_MEGABYTES, SEVERAL_NODES, NODES_JMS_SERVICE, JOURNALS_TOGETHER, CALL_BUTTON_SELECTORS, ALLOWED_ORIGINS,
            REST_REQUESTS_PER_SECOND, REST_SHARED_TOKENS,
            REST_ALLOWED_ORIGINS, ACTION_HOSTS, ACTION_PORTS, ACTION_SERVICES, ACTION_PAGES, ACTION_FRAMES, LDAP_SERVERS, LDAP_START_TLS,
            LDAP_BASE_DN, LDAP_BIND_USER,
            LDAP_FILTER, LDAP_NAME_ATTRIBUTES, LDAP_NUMBER_ATTRIBUTES, LDAP_DETAIL_ATTRIBUTES, LDAP_TIMEOUT);

    /** Those that nothing but the file may change. */
    public static final Set<Setting<?>> FROM_FILE_ONLY = Set.of(JOURNAL_LOCATION, JOURNALS_TOGETHER, RECORDING_ROOTS, VOICEMAIL_ROOTS, RECORDING_KEYS,
            PBX_HOSTS, PBX_PORTS, TRUSTED_CERTIFICATE_ROOTS, ACTION_HOSTS, ACTION_PORTS, ACTION_SERVICES, ACTION_PAGES, ACTION_FRAMES,
            LDAP_SERVERS, LDAP_START_TLS);
    /**
     * Those of them for which no row is ever asked: what a page may reach on this machine and in its network. The system property
     * {@code asterisk.NAME} adds to the file.
     */
    public static final Set<Setting<?>> NEVER_FROM_ROWS = Set.of(RECORDING_ROOTS, VOICEMAIL_ROOTS, RECORDING_KEYS, PBX_HOSTS, PBX_PORTS,
            TRUSTED_CERTIFICATE_ROOTS, ACTION_HOSTS, ACTION_PORTS, ACTION_SERVICES, ACTION_PAGES, ACTION_FRAMES, LDAP_SERVERS);

    /** The name of the file, and the systemResourceId of rows that go before it. */
    public static final String RESOURCE = "asterisk";

    private static final String MODULE = Settings.class.getName();
    private static final Predicate<String> ORIGIN = java.util.regex.Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]++").asMatchPredicate();

    private static final Predicate<String> DOMAIN =
            java.util.regex.Pattern.compile("(?:[a-z0-9-]{1,63}+\\.){1,6}+[a-z0-9-]{1,63}+").asMatchPredicate();

    private final UnaryOperator<String> texts;
    private final UnaryOperator<String> fileTexts;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    /** By name. Texts are asked for each time, but patterns and lists are made of them only when they are others. */
    private final Map<String, Understood> understood = new ConcurrentHashMap<>();

    private record Understood(String text, Object value) {
    }

    /** @param texts answers the text of a key; null or blank where nothing is set */
    public Settings(UnaryOperator<String> texts) {
        this(texts, texts);
    }

    private Settings(UnaryOperator<String> texts, UnaryOperator<String> fileTexts) {
        this.texts = texts;
        this.fileTexts = fileTexts;
    }

    /** The settings as file and database say. The call center makes one instance; ask it for that. */
    public static Settings of(Delegator delegator) {
        return new Settings(name -> EntityUtilProperties.getPropertyValue(RESOURCE, name, delegator),
                name -> UtilProperties.getPropertyValue(RESOURCE, name));
    }

    /** From whom the e-mails of this OFBiz are. */
    public static String mailSender(Delegator delegator) {
        return EntityUtilProperties.getPropertyValue("general", "defaultFromEmailAddress", delegator);
    }

    /** The text of a setting in the file; empty where it has none. */
    public String fileText(Setting<?> setting) {
        return Objects.toString(fileTexts.apply(setting.name()), "");
    }

    private Optional<String> text(Setting<?> setting) {
        if (!NEVER_FROM_ROWS.contains(setting)) {
            return PlainText.given(texts.apply(setting.name()));
        }
        String added = System.getProperty(RESOURCE + '.' + setting.name(), "");
        return Optional.of(PlainText.given(fileText(setting)).orElse(setting.defaultText()) + ',' + added);
    }

    /** The value that is set, or the default. */
    @SuppressWarnings("unchecked") // what is kept under a name was read by its setting
    public <T> T get(Setting<T> setting) {
        Optional<String> text = text(setting);
        if (text.isEmpty()) {
            return setting.defaultValue();
        }
        Understood known = understood.get(setting.name());
        if (known != null && known.text().equals(text.get())) {
            return (T) known.value();
        }
        try {
            T value = setting.read(text.get());
            understood.put(setting.name(), new Understood(text.get(), value));
            return value;
        } catch (IllegalArgumentException e) {
            if (reported.add(setting.name() + '=' + text.get())) {
                Debug.logWarning("Setting " + setting.name() + " is [" + text.get() + "], which is not " + e.getMessage()
                        + "; using [" + setting.defaultText() + "]", MODULE);
            }
            return setting.defaultValue();
        }
    }

    /** Where the journal's files are; absolute. */
    public Path journalFolder() {
        return home().resolve(get(JOURNAL_LOCATION)).toAbsolutePath().normalize();
    }

    /** Where relative paths of settings start: OFBiz's home folder. */
    public static Path home() {
        return Path.of(System.getProperty("ofbiz.home", System.getProperty("user.dir")));
    }

    private static Boolean yesOrNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
        case "true", "y", "yes" -> true;
        case "false", "n", "no" -> false;
        default -> throw new UnreadableException("true or false", "AsteriskErrorOneOf", Map.of("allowed", "true, false"));
        };
    }

    private static Function<String, Integer> number(int least, int most) {
        String wanted = "a whole number from " + least + (most == Integer.MAX_VALUE ? " on" : " to " + most);
        Map<String, String> range = Map.of("least", String.valueOf(least), "most", String.valueOf(most));
        return text -> whole(text).filter(value -> value >= least && value <= most)
                .orElseThrow(() -> new UnreadableException(wanted, "AsteriskErrorRange", range));
    }

    private static Optional<Integer> whole(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Function<String, Duration> seconds(int least, int most) {
        return number(least, most).andThen(Duration::ofSeconds);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(entry -> !entry.isEmpty()).toList();
    }

    private static <T> Function<String, Optional<T>> optional(Function<String, T> reader) {
        return text -> text.isBlank() ? Optional.empty() : Optional.of(reader.apply(text));
    }

    private static OutboundFormat outboundFormat(String text) {
        return Arrays.stream(OutboundFormat.values()).filter(format -> format.name().equals(text)).findFirst()
                .orElseThrow(() -> new UnreadableException("one of " + Arrays.toString(OutboundFormat.values()), "AsteriskErrorOneOf",
                        Map.of("allowed", Arrays.stream(OutboundFormat.values()).map(Enum::name).collect(Collectors.joining(", ")))));
    }

    /** Read by RE2/J: whatever an admin writes, it takes time in proportion to the text. */
    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String region(String text) {
        if (!Set.of(Locale.getISOCountries()).contains(text)) {
            throw new UnreadableException("a two-letter ISO 3166 country code", "AsteriskErrorCountry", Map.of());
        }
        return text;
    }

    private static String pageUrl(String text) {
        if (!PageUrls.isSafe(text)) {
            throw new UnreadableException("a path or an http(s) address", "AsteriskErrorPageUrl", Map.of());
        }
        return text;
    }

    private static String selectors(String text) {
        if (!CssSelectors.canBe(text)) {
            throw new UnreadableException("a list of CSS selectors", "AsteriskErrorSelectors", Map.of());
        }
        return text;
    }

    private static Set<String> domains(String text) {
        Set<String> domains = list(text.toLowerCase(Locale.ROOT)).stream().collect(Collectors.toUnmodifiableSet());
        if (!domains.stream().allMatch(DOMAIN)) {
            throw new UnreadableException("domains like example.com, separated by commas", "AsteriskErrorDomains", Map.of());
        }
        return domains;
    }

    private static Set<String> origins(String text) {
        Set<String> origins = Set.copyOf(list(text));
        if (!origins.stream().allMatch(ORIGIN)) {
            throw new UnreadableException("addresses like https://crm.example.com, separated by commas", "AsteriskErrorOrigins", Map.of());
        }
        return origins;
    }
}
