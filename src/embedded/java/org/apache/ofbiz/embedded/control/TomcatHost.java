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
package org.apache.ofbiz.embedded.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.embedded.data.Backend;
import org.apache.ofbiz.embedded.data.Component;
import org.apache.ofbiz.embedded.web.CsrfTokens;
import org.apache.ofbiz.embedded.web.LoginKeys;
import org.apache.ofbiz.embedded.web.Webapps;
import org.apache.ofbiz.embedded.widget.WidgetEnvironment;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Tomcat with the components' webapps mounted, each configured by its own web.xml. */
public final class TomcatHost implements AutoCloseable {

    /** Bytes of a form, its files included. */
    private static final int LARGEST_POST = 20 << 20;
    private static final int SESSION_MINUTES = 60;
    /** As in OFBiz's framework/catalina/ofbiz-component.xml. */
    private static final String COMPRESSED = "text/html,text/xml,text/plain,text/css,application/javascript,application/json";
    private static final List<String> QUIET = List.of("org.apache.catalina", "org.apache.coyote", "org.apache.tomcat");
    /** These warn about threads of the engines, which outlive webapps on purpose, and about XPath, which nobody uses. */
    private static final List<String> VERY_QUIET = List.of("org.apache.catalina.loader", "freemarker");

    private final Tomcat tomcat = new Tomcat();
    /** Held, or their levels are forgotten. */
    private final List<Logger> loggers = Stream.concat(QUIET.stream(), VERY_QUIET.stream()).map(Logger::getLogger).toList();

    private TomcatHost() { }

    /** @throws IOException when the port is taken or the work folder cannot be written */
    public static TomcatHost start(Backend backend, String address, int port, Path workFolder, Map<String, Object> attributes)
            throws IOException {
        TomcatHost host = new TomcatHost();
        boolean started = false;
        try {
            host.configure(backend, address, port, workFolder, attributes);
            host.tomcat.start();
            host.requireStarted();
            started = true;
            return host;
        } catch (LifecycleException e) {
            throw new IOException(rootMessage(e), e);
        } finally {
            if (!started) {
                host.close();
            }
        }
    }

    private void configure(Backend backend, String address, int port, Path workFolder, Map<String, Object> attributes) throws IOException {
        loggers.forEach(logger -> logger.setLevel(VERY_QUIET.contains(logger.getName()) ? Level.SEVERE : Level.WARNING));
        Files.createDirectories(workFolder);
        tomcat.setBaseDir(workFolder.toString());
        tomcat.getHost().setAutoDeploy(false);
        tomcat.getEngine().getPipeline().addValve(new ToCallCenter());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", address);
        connector.setThrowOnFailure(true);
        connector.setURIEncoding("UTF-8");
        connector.setMaxPostSize(LARGEST_POST);
        connector.setProperty("compression", "on");
        connector.setProperty("compressibleMimeType", COMPRESSED);
        tomcat.setConnector(connector);
        Controllers controllers = new Controllers(WidgetEnvironment.of(backend));
        controllers.checkDescriptors(backend.components());
        Webapps webapps = new Webapps(backend.components().stream().flatMap(component -> component.webapps().stream()).toList(), backend.security());
        LoginKeys loginKeys = new LoginKeys();
        CsrfTokens csrfTokens = new CsrfTokens();
        for (Component.Webapp webapp : webapps.all()) {
            ServletContext context = mount(webapp);
            webapps.attach(context, webapp);
            controllers.attach(context);
            loginKeys.attach(context);
            csrfTokens.attach(context);
            context.setAttribute("delegator", backend.delegator());
            context.setAttribute("dispatcher", backend.dispatcher());
            context.setAttribute("security", backend.security());
            attributes.forEach(context::setAttribute);
        }
    }

    private ServletContext mount(Component.Webapp webapp) {
        StandardContext context = new StandardContext();
        context.setName(webapp.mountPoint());
        context.setPath(webapp.mountPoint());
        context.setDocBase(webapp.location().toString());
        context.setParentClassLoader(Thread.currentThread().getContextClassLoader());
        context.setSessionTimeout(SESSION_MINUTES);
        context.setUseHttpOnly(true);
        context.setAllowCasualMultipartParsing(true); // OFBiz reads forms with files itself
        Rfc6265CookieProcessor cookies = new PlainCookies();
        cookies.setSameSiteCookies("strict");
        context.setCookieProcessor(cookies);
        context.setJarScanner(silentScanner());
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        addDefaultServlet(context);
        context.getPipeline().addValve(new OwnPagesOnly());
        tomcat.getHost().addChild(context);
        return context.getServletContext();
    }

    /** As OFBiz's webapps ask for it, cookies are for TLS only; this host may be asked without, and then browsers would keep none. */
    private static final class PlainCookies extends Rfc6265CookieProcessor {
        @Override
        public String generateHeader(Cookie cookie, HttpServletRequest request) {
            cookie.setSecure(cookie.getSecure() && request.isSecure());
            return super.generateHeader(cookie, request);
        }
    }

    /** No page of this host, its log-in pages among them, has a script or style of another place, or one within it. */
    private static final class OwnPagesOnly extends ValveBase {

        OwnPagesOnly() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            response.setHeader("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'");
            getNext().invoke(request, response);
        }
    }

    /** The address of the host alone leads to the call center, and by way of that to the log-in. */
    private static final class ToCallCenter extends ValveBase {

        ToCallCenter() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if ("/".equals(request.getRequestURI())) {
                response.sendRedirect("/asterisk/control/main");
            } else {
                getNext().invoke(request, response);
            }
        }
    }

    /** As in OFBiz no class is searched for annotations: endpoints, servlets and filters are named in web.xml or in code. */
    private static StandardJarScanner silentScanner() {
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        return scanner;
    }

    private static void addDefaultServlet(Context context) {
        Wrapper files = Tomcat.addServlet(context, "default", new DefaultServlet());
        files.setLoadOnStartup(1);
        files.addInitParameter("listings", "false");
        context.addServletMappingDecoded("/", "default");
        context.addMimeMapping("css", "text/css");
        context.addMimeMapping("js", "text/javascript");
        context.addMimeMapping("mjs", "text/javascript");
        context.addMimeMapping("svg", "image/svg+xml");
        context.addMimeMapping("png", "image/png");
        context.addMimeMapping("html", "text/html");
        context.addMimeMapping("json", "application/json");
    }

    private void requireStarted() throws IOException {
        for (Container child : tomcat.getHost().findChildren()) {
            if (child.getState() != LifecycleState.STARTED) {
                throw new IOException("the webapp " + child.getName() + " did not start; the log says why");
            }
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    /** The port that is listened on, also where a free one was asked for. */
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            Debug.logWarning(e, "Tomcat did not stop cleanly", TomcatHost.class.getName());
        }
    }
}
