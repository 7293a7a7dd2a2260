/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ofbiz.asterisk.ami.AsteriskConnection;
import org.apache.ofbiz.asterisk.ami.ConnectPolicy;
import org.apache.ofbiz.asterisk.ami.ConnectionState;
import org.apache.ofbiz.asterisk.call.Numbering;
import org.apache.ofbiz.asterisk.call.PbxCommands.Presence;
import org.apache.ofbiz.asterisk.call.PbxServer;
import org.apache.ofbiz.asterisk.crm.Servers;
import org.apache.ofbiz.asterisk.crm.Settings;
import org.apache.ofbiz.base.util.UtilMisc;
import org.apache.ofbiz.base.util.UtilProperties;
import org.apache.ofbiz.entity.GenericValue;

/**
 * Tries what an admin has just entered about a server, with a log-in of its own: a context that the dialplan lacks would show itself only
 * when a customer waits. It warns and never refuses, since a PBX may be away while it is set up.
 */
public final class ServerTrial {

    private static final String LABELS = "AsteriskUiLabels";
    /** An admin waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final ConnectPolicy ONCE = new ConnectPolicy(0, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private ServerTrial() {
    }

    /** What the admin should know, in words; empty for a server that is disabled. Takes 6 s at most. */
    public static List<String> warnings(GenericValue row, Locale locale) {
        if (!"Y".equals(row.getString("enabled"))) {
            return List.of();
        }
        PbxServer server = new Servers(row.getDelegator(), Settings.of(row.getDelegator())).server(row);
        CompletableFuture<Void> listed = new CompletableFuture<>();
        try (AsteriskConnection trial = new AsteriskConnection(server, ONCE, event -> listed.complete(null), (id, peers) -> { })) {
            trial.start();
            return warnings(trial, listed, server.contexts(), UtilMisc.ensureLocale(locale));
        }
    }

    private static List<String> warnings(AsteriskConnection trial, CompletableFuture<Void> listed, Numbering.Contexts contexts, Locale locale) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!listed.isDone() && trial.state().phase() != ConnectionState.Phase.GAVE_UP && Instant.now().isBefore(deadline)) {
            within(listed, LOOK_EVERY);
        }
        if (!listed.isDone()) {
            return List.of(words("AsteriskServerNotReached", Map.of("why", trial.state().words()), locale));
        }
        Duration left = Duration.between(Instant.now(), deadline);
        Map<String, Presence> found = within(trial.contexts(contexts.all()).toCompletableFuture(), left).orElse(Map.of());
        List<String> warnings = new ArrayList<>();
        labelled(contexts).forEach((label, name) -> {
            if (found.get(name) == Presence.MISSING) {
                Map<String, String> values = Map.of("name", name);
                warnings.add(words(label, Map.of(), locale) + ": " + words("AsteriskDiagnosisContextMissing", values, locale) + ". "
                        + words("AsteriskRemedyContext", values, locale));
            }
        });
        return warnings;
    }

    private static Map<String, String> labelled(Numbering.Contexts contexts) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("AsteriskInternalContext", contexts.internal());
        names.put("AsteriskOutboundContext", contexts.outbound());
        names.put("AsteriskClaimContext", contexts.claim());
        names.put("AsteriskWaitingContext", contexts.waiting());
        return names;
    }

    private static <T> Optional<T> within(CompletableFuture<T> future, Duration time) {
        try {
            return Optional.ofNullable(future.get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String words(String label, Map<String, String> values, Locale locale) {
        return UtilProperties.getMessage(LABELS, label, values, locale);
    }
}
