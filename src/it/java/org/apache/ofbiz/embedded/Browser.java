/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: cookies, redirects, forms. */
final class Browser {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NORMAL).build();
    private final URI base;

    Browser(int port) {
        base = URI.create("http://127.0.0.1:" + port);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).header("Accept-Language", "en"));
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue())).collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(base.resolve(path)).header("Accept-Language", "en")
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** As {@link #post}, with the token of the page that the form stands on. */
    HttpResponse<String> postFrom(String page, String path, Map<String, String> form) {
        Map<String, String> complete = new HashMap<>(form);
        complete.put("csrf", meta(page, "csrf-token"));
        return post(path, complete);
    }

    HttpResponse<String> login(String webapp, String name, String password) {
        return post(webapp + "/control/login", Map.of("USERNAME", name, "PASSWORD", password));
    }

    String sessionId(String webapp) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getPath().equals(webapp)).findFirst()
                .map(HttpCookie::getValue).orElse("");
    }

    static String meta(String page, String name) {
        Matcher found = Pattern.compile("<meta name=\"" + name + "\" content=\"([^\"]*)\"").matcher(page);
        return found.find() ? found.group(1) : "";
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
