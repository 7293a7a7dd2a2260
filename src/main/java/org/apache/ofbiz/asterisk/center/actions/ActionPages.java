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
package org.apache.ofbiz.asterisk.center.actions;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Pages that actions open in the console of an agent, of allowed origins only. Thread-safe.
 *
 * @param pages   origins that may be opened
 * @param frames  those of them that may be shown within the console, as the console's policy for browsers says, too
 * @param browser shows the page to the user, if they have a console open
 */
record ActionPages(Supplier<List<String>> pages, Supplier<List<String>> frames, Browser browser) {

    /** Tells the consoles of a user. */
    @FunctionalInterface
    interface Browser {
        /** @param panel within the console; else in a tab */
        void open(String userLoginId, String callId, String url, boolean panel);
    }

    /** @return why not, in plain words; empty where the page is opened, or nobody is there to see it */
    Optional<String> open(Delivery delivery) {
        boolean panel = delivery.action().kind() == CallAction.Kind.PANEL;
        Optional<URI> url = ActionText.url(delivery.action().target(), delivery.values());
        if (url.isEmpty()) {
            return Optional.of("The target isn't an http(s) URL.");
        }
        if (!isAllowed(url.get(), pages.get()) || panel && !isAllowed(url.get(), frames.get())) {
            return Optional.of("The page isn't allowed by " + (panel ? "actionPages and actionFrames." : "actionPages."));
        }
        String agent = delivery.values().getOrDefault("AGENT", "");
        if (!agent.isEmpty()) { // nobody's yet: there is no console to open it in
            browser.open(agent, delivery.values().getOrDefault("CALL_ID", ""), url.get().toString(), panel);
        }
        return Optional.empty();
    }

    private static boolean isAllowed(URI url, Collection<String> origins) {
        Optional<String> wanted = origin(url);
        return wanted.isPresent() && origins.stream().anyMatch(text -> parsed(text).flatMap(ActionPages::origin).equals(wanted));
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text.strip()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> origin(URI url) {
        if (url.getScheme() == null || url.getHost() == null || url.getRawUserInfo() != null) {
            return Optional.empty();
        }
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        int port = url.getPort() < 0 ? usual : url.getPort();
        return Optional.of(url.getScheme() + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port);
    }
}
