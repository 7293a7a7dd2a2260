/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A user with a browser, as far as the server can tell: one cookie jar, one HTTP session, one WebSocket. Everything it knows it
 * learned by HTTP and WebSocket.
 */
final class WebUser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("<meta[^>]*name=\"csrf-token\"[^>]*content=\"([^\"]*)\"");

    private final String login;
    private final URI base;
    private final HttpClient http;
    private final List<JsonNode> received = new ArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private String token = "";
    private int lastRequest;

    private WebUser(URI base, String login) {
        this.base = base;
        this.login = login;
        this.http = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    /** Logs in with the demo password; the page that follows must be the console. */
    static WebUser logsIn(URI base, String login) {
        WebUser user = new WebUser(base, login);
        user.page("/asterisk/control/main");
        String page = user.send("/asterisk/control/login", Map.of("USERNAME", login, "PASSWORD", "ofbiz", "JavaScriptEnabled", "Y")).body();
        if (!page.contains("id=\"asterisk-console\"")) {
            throw new AssertionError(login + " could not log in: " + page);
        }
        user.readToken(page);
        return user;
    }

    /** Opens the console and its socket. */
    WebUser opensConsole() {
        readToken(page("/asterisk/control/console"));
        connects();
        return this;
    }

    /** Opens the socket and answers with HELLO. */
    JsonNode connects() {
        socket = http.newWebSocketBuilder().header("Origin", base.toString())
                .buildAsync(URI.create(base.toString().replaceFirst("http", "ws") + "/asterisk/ws/callcenter"), new Reader()).join();
        return await("HELLO", message -> true);
    }

    /** The console is closed as when the browser dies; messages that came remain. */
    void losesConsole() {
        socket.abort();
    }

    String page(String path) {
        return exchange(HttpRequest.newBuilder(base.resolve(path)).GET()).body();
    }

    JsonNode get(String path) {
        return json(page(path));
    }

    /** POST of a form with the CSRF token, as the console's own script does. */
    JsonNode post(String path, Map<String, String> form) {
        return json(send(path, form).body());
    }

    /** The server's answer to a socket request of ours: OK, ERROR or URL. */
    JsonNode asks(String type, Map<String, String> fields) {
        String id = login + "-" + ++lastRequest;
        var message = JSON.createObjectNode().put("type", type).put("id", id);
        fields.forEach(message::put);
        socket.sendText(message.toString(), true);
        return await(null, answer -> id.equals(answer.path("re").asText()));
    }

    /** Sends a claim without waiting for its answer; {@link #answerTo} waits. */
    String claims(String callId) {
        String id = login + "-" + ++lastRequest;
        socket.sendText(JSON.createObjectNode().put("type", "RD").put("id", id).put("callId", callId).toString(), true);
        return id;
    }

    JsonNode answerTo(String id) {
        return await(null, answer -> id.equals(answer.path("re").asText()));
    }

    /** Takes the first message of this type (any when null) that fits out of what came, waiting for it. */
    JsonNode await(String type, Predicate<JsonNode> fits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (received) {
            while (true) {
                for (int i = 0; i < received.size(); i++) {
                    JsonNode message = received.get(i);
                    if ((type == null || type.equals(message.path("type").asText())) && fits.test(message)) {
                        return received.remove(i);
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError(login + " waited for " + type + " in vain; came: " + received);
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    /** Waits until a CALL message for this call has the state. */
    JsonNode call(String callId, String state) {
        return await("CALL", call -> callId.equals(call.path("callId").asText()) && state.equals(call.path("state").asText()));
    }

    List<JsonNode> sofar(String type) {
        synchronized (received) {
            return received.stream().filter(message -> type.equals(message.path("type").asText())).toList();
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private HttpResponse<String> send(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return exchange(HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-CSRF-Token", token).header("Origin", base.toString()).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void readToken(String page) {
        Matcher found = TOKEN.matcher(page);
        token = found.find() ? found.group(1) : "";
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private final class Reader implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                JsonNode message = json(partial.toString());
                partial.setLength(0);
                synchronized (received) {
                    received.add(message);
                    received.notifyAll();
                }
            }
            webSocket.request(1);
            return null;
        }
    }
}
