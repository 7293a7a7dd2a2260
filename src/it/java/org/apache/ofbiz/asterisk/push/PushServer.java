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
package org.apache.ofbiz.asterisk.push;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.session.StandardManager;
import org.apache.catalina.startup.Tomcat;
import org.apache.ofbiz.asterisk.acd.distribution.Calls;
import org.apache.ofbiz.asterisk.acd.distribution.Scene;
import org.apache.ofbiz.asterisk.call.Outcome;
import org.apache.ofbiz.asterisk.call.Person;
import org.apache.ofbiz.asterisk.call.PhoneCall;
import org.apache.ofbiz.asterisk.web.socket.EndpointInstaller;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * A Tomcat with the endpoint on a free port of loopback, the desk of {@link Scene} behind it, and a log-in as simple as can be: {@code
 * /asterisk/control/login?user=ann} makes a session, {@code logout} ends it, {@code forget} only forgets the user, {@code expire} lets
 * it run out, {@code renew} gives it another id.
 */
final class PushServer implements AutoCloseable {

    static final PushSettings.Limits QUICK = new PushSettings.Limits(3, 5, Duration.ofMillis(200), Duration.ofSeconds(1));
    static final PushSettings SETTINGS = new PushSettings(false, Set.of("https://crm.example.com"), Duration.ofSeconds(25), 20, 200, QUICK);

    final Scene scene;
    final PushHub hub;
    /** Users who may not be here, as {@code ann}, and permissions that they lack, as {@code ann_AGENT}. */
    final Set<String> denied = ConcurrentHashMap.newKeySet();
    /** Permissions that most users lack, as {@code ann_SUPERVISOR}. */
    final Set<String> granted = ConcurrentHashMap.newKeySet();
    /** How far off the clock of the day is. */
    private volatile Duration off = Duration.ZERO;
    private final Tomcat tomcat = new Tomcat();
    private final ExecutorService workers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Person> people = Map.of("ann", Scene.ANN, "bob", Scene.BOB, "cem", Scene.CEM, "dan", Scene.DAN);

    PushServer() {
        this(SETTINGS);
    }

    PushServer(PushSettings settings) {
        scene = new Scene(workers);
        hub = new PushHub(scene.distributor, this::authenticated, this::access, new TestWords(), () -> settings, timers, new DayClock());
        hub.start();
        scene.distributor.addListener(hub.news());
        try {
            Path base = Files.createTempDirectory("push-it");
            tomcat.setBaseDir(base.toString());
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            tomcat.getEngine().setBackgroundProcessorDelay(1);
            Context context = tomcat.addContext("/asterisk", new File(base.toString()).getAbsolutePath());
            StandardManager manager = new StandardManager();
            manager.setProcessExpiresFrequency(1);
            context.setManager(manager);
            context.addServletContainerInitializer(new WsSci(), Set.of());
            context.addServletContainerInitializer((classes, servletContext) ->
                    EndpointInstaller.install(servletContext, () -> Optional.of(hub)), Set.of());
            Tomcat.addServlet(context, "control", new LogIn());
            context.addServletMappingDecoded("/control/*", "control");
            // Tomcat asks filters, WebSocket's among them, only where some servlet is mapped; OFBiz maps this one
            Tomcat.addServlet(context, "default", new DefaultServlet());
            context.addServletMappingDecoded("/", "default");
            tomcat.start();
        } catch (IOException | LifecycleException e) {
            throw new AssertionError(e);
        }
    }

    /** The clock of the day is set, forwards or back. */
    void clockIsSet(Duration by) {
        off = off.plus(by);
    }

    private final class DayClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(off);
        }
    }

    private Map<String, Access> access(Set<String> users) {
        return users.stream().collect(Collectors.toMap(Function.identity(), name -> new Access(!denied.contains(name),
                !denied.contains(name + "_VIEW"), !denied.contains(name + "_AGENT"),
                granted.contains(name + "_SUPERVISOR"))));
    }

    private Optional<AuthenticatedUser> authenticated(HttpSession session) {
        try {
            return Optional.ofNullable(session.getAttribute(Authenticator.USER_LOGIN))
                    .map(name -> new AuthenticatedUser(person((String) name), Locale.ENGLISH,
                    session.getId()));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }

    private Person person(String name) {
        return people.getOrDefault(name, new Person(name, "P-" + name, name));
    }

    /** A customer waits; tells who was offered the call. */
    PhoneCall happens(PhoneCall call) {
        hub.popTimes().callChanged(call, Calls.event());
        return scene.happens(call);
    }

    URI address(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    }

    @Override
    public void close() {
        hub.close();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new AssertionError(e);
        } finally {
            workers.shutdownNow();
            timers.shutdownNow();
        }
    }

    private static final class LogIn extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            HttpSession session = request.getSession();
            switch (request.getPathInfo()) {
            case "/login" -> session.setAttribute(Authenticator.USER_LOGIN, request.getParameter("user"));
            case "/logout" -> session.invalidate();
            case "/forget" -> session.removeAttribute(Authenticator.USER_LOGIN);
            case "/expire" -> session.setMaxInactiveInterval(1);
            case "/renew" -> request.changeSessionId();
            default -> response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        }
    }

    /** Words that show what they were made of. */
    private static final class TestWords implements Messages {
        @Override
        public String refusal(String code, String detail, Locale locale) {
            return "words for " + code + " " + detail;
        }

        @Override
        public String outcome(Outcome outcome, Locale locale) {
            return "words for " + outcome;
        }

        @Override
        public String pbxLost(Locale locale) {
            return "words for a lost PBX";
        }

        @Override
        public String enumeration(String enumId, String description, Locale locale) {
            return "words for " + enumId;
        }
    }
}
