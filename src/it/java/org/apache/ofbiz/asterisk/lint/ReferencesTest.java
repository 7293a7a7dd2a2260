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
package org.apache.ofbiz.asterisk.lint;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anything;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.isIn;
import static org.hamcrest.Matchers.not;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.ofbiz.asterisk.crm.admin.FieldNames;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Follows what descriptors name: services to methods, requests to views, views to screens, forms and templates, links to requests. */
@Tag("lint")
class ReferencesTest {

    /** Asked on every page, whoever is there: one answers that nobody is signed in, the other what is no secret. */
    private static final Set<String> OPEN = Set.of("islandState", "uiLabels");
    private static final Element COMPONENT = Descriptors.root(Path.of("ofbiz-component.xml"));
    private static final Element SERVICES = Descriptors.root(Path.of("servicedef/services.xml"));
    private static final Element EECAS = Descriptors.root(Path.of("entitydef/eecas.xml"));
    private static final Element CONTROLLER = Descriptors.root(Path.of("webapp/asterisk/WEB-INF/controller.xml"));
    private static final List<Element> WIDGETS = Descriptors.files("widget", ".xml").stream().map(Descriptors::root).toList();
    /** Requests that OFBiz's common-controller.xml brings. */
    private static final Set<String> COMMON_REQUESTS = Set.of("logout");
    /** Party Manager's, which check permission themselves. */
    private static final String LOOK_UPS = "component://party/widget/partymgr/LookupScreens.xml";
    private static final String EXPRESSION = "${"; // computed when the page is shown

    @Test
    void theComponentNamesFilesThatAreThere() {
        for (Element resource : Descriptors.children(COMPONENT)) {
            String location = resource.getAttribute("location");
            if (!location.isEmpty() && !"classpath".equals(resource.getTagName())) {
                assertThat(location, Files.exists(Path.of(location)), is(true));
            }
        }
    }

    @Test
    void theContainerAndListenerClassesAreThere() throws ClassNotFoundException {
        for (Element container : Descriptors.children(COMPONENT, "container")) {
            Class.forName(container.getAttribute("class"), false, getClass().getClassLoader());
        }
        for (Element listener : Descriptors.all(Descriptors.root(Path.of("webapp/asterisk/WEB-INF/web.xml")), "listener-class")) {
            Class.forName(listener.getTextContent().trim(), false, getClass().getClassLoader());
        }
    }

    @Test
    void eachServiceHasItsMethod() throws ClassNotFoundException {
        for (Element service : Descriptors.children(SERVICES, "service")) {
            String location = service.getAttribute("location");
            String method = service.getAttribute("invoke");
            if (service.getAttribute("engine").equals("interface")) {
                continue; // nothing but attributes, for others to take over
            }
            if (service.getAttribute("engine").equals("groovy")) {
                assertThat(location + " " + method, Descriptors.text(Descriptors.file(location)).contains("Map " + method + "()"), is(true));
            } else {
                assertThat(service.getAttribute("name"), service.getAttribute("engine"), is("java"));
                assertThat(location + " " + method, isPublicStatic(location, method), is(true));
            }
        }
    }

    @Test
    void eachServiceIsDescribedAndGuarded() {
        Set<String> names = serviceNames();
        for (Element service : Descriptors.children(SERVICES, "service")) {
            String name = service.getAttribute("name");
            assertThat(name + " has a description", Descriptors.children(service, "description"), not(empty()));
            // what runs with somebody's else writing must not fail for what that one may do: the writing would be undone
            boolean runsWithEntities = Descriptors.values(EECAS, "action", "service").contains(name);
            // what is exported, RolesIT names; here, that it is nothing which runs without a user
            assertThat(name + " is not for others to run", service.getAttribute("export"), is(service.getAttribute("auth").equals("true")
                    ? service.getAttribute("export") : ""));
            if (!name.endsWith("Permission") && !name.endsWith("Interface") && !runsWithEntities) {
                assertThat(name + " asks who is there", service.getAttribute("auth"), is("true"));
                assertThat(name + " has a permission service", Descriptors.children(service, "permission-service"), not(empty()));
            }
        }
        assertThat(unknown(Descriptors.values(SERVICES, "permission-service", "service-name"), names), empty());
        Element ecas = Descriptors.root(Path.of("servicedef/secas.xml"));
        assertThat(unknown(Descriptors.values(ecas, "eca", "service"), names), empty());
        assertThat(unknown(Descriptors.values(ecas, "action", "service"), names), empty());
        assertThat(unknown(Descriptors.values(EECAS, "action", "service"), names), empty());
        assertThat(Descriptors.values(EECAS, "eca", "entity"), not(empty()));
    }

    @Test
    void eachEventHasItsMethodOrService() throws ClassNotFoundException {
        for (Element event : Descriptors.all(CONTROLLER, "event")) {
            if (event.getAttribute("type").equals("service")) {
                assertThat(event.getAttribute("invoke"), isIn(serviceNames()));
            } else {
                assertThat(event.getAttribute("invoke"), isPublicStatic(event.getAttribute("path"), event.getAttribute("invoke")), is(true));
            }
        }
    }

    @Test
    void requestsLeadToViewsAndRequestsThatAreThere() {
        Set<String> views = Descriptors.values(CONTROLLER, "view-map", "name");
        for (Element response : Descriptors.all(CONTROLLER, "response")) {
            String type = response.getAttribute("type");
            if (type.equals("view")) {
                assertThat(response.getAttribute("value"), isIn(views));
            } else if (type.startsWith("request")) {
                assertThat(response.getAttribute("value"), isIn(requests()));
            }
        }
    }

    /** OFBiz's own log-in ends at the view "main", which its common-controller.xml leaves to each application. */
    @Test
    void theLogInHasAViewToEndAt() {
        assertThat("main", isIn(Descriptors.values(CONTROLLER, "view-map", "name")));
    }

    @Test
    void requestsSayThemselvesWhoMaySeeThemAndViewsKeepOfbizsDefault() {
        for (Element request : Descriptors.children(CONTROLLER, "request-map")) {
            Element security = Descriptors.children(request, "security").get(0);
            assertThat(request.getAttribute("uri"), security.getAttribute("https") + security.getAttribute("auth"),
                    is("true" + !OPEN.contains(request.getAttribute("uri"))));
            boolean post = request.getAttribute("method").equals("post");
            assertThat(request.getAttribute("uri") + " asks a token", security.getAttribute("csrf-token"),
                    is(request.getAttribute("method").equals("post") ? "" : "false"));
            assertThat(request.getAttribute("uri") + " changes something", !changes(request) || post, is(true));
        }
        for (Element view : Descriptors.children(CONTROLLER, "view-map")) {
            assertThat(view.getAttribute("name") + ": older releases report the attribute as an error", view.hasAttribute("auth"), is(false));
        }
    }

    @Test
    void eachViewHasItsScreenAndEachScreenChecksPermission() {
        for (Element view : Descriptors.children(CONTROLLER, "view-map")) {
            String[] page = view.getAttribute("page").split("#");
            if (page[0].equals(LOOK_UPS)) {
                continue;
            }
            Element screen = named(Descriptors.root(Descriptors.file(page[0])), "screen", page[1]);
            assertThat(page[1], Descriptors.values(screen, "decorator-screen", "name").stream().findFirst().orElse(""),
                    isIn(Set.of("CallDecorator", "AdminDecorator", "ReportDecorator", "PrivacyDecorator")));
        }
        Element common = Descriptors.root(Path.of("widget/CommonScreens.xml"));
        for (String decorator : Set.of("CallDecorator", "AdminDecorator", "ReportDecorator", "PrivacyDecorator")) {
            Set<String> permissions = Descriptors.values(named(common, "screen", decorator), "if-service-permission", "service-name");
            assertThat(decorator, permissions, not(empty()));
            assertThat(unknown(permissions, serviceNames()), empty());
        }
    }

    @Test
    void screensIncludeWhatIsThere() {
        for (Element file : WIDGETS) {
            Stream.of("include-form", "include-grid", "include-menu", "decorator-screen", "include-screen").forEach(kind ->
                    Descriptors.all(file, kind).stream().filter(e -> Descriptors.isOurs(e.getAttribute("location"))).forEach(include -> {
                        String element = kind.replace("include-", "").replace("decorator-", "");
                        named(Descriptors.root(Descriptors.file(include.getAttribute("location"))), element, include.getAttribute("name"));
                    }));
            Stream.of("html-template", "script").flatMap(kind -> Descriptors.values(file, kind, "location").stream())
                    .filter(Descriptors::isOurs)
                    .forEach(location -> assertThat(location, Files.exists(Descriptors.file(location)), is(true)));
        }
    }

    @Test
    void formsAndLinksLeadToRequests() {
        for (Element file : WIDGETS) {
            Stream.of("form", "alt-target", "hyperlink", "link").flatMap(kind -> Descriptors.values(file, kind, "target").stream())
                    .filter(target -> !target.contains(EXPRESSION))
                    .forEach(target -> assertThat(target, isIn(requests())));
        }
    }

    /** OFBiz sends every form by POST, also one that only finds something. */
    @Test
    void formsLeadToRequestsThatTakeAPost() {
        for (Element file : WIDGETS) {
            Stream.of("form", "alt-target").flatMap(kind -> Descriptors.values(file, kind, "target").stream())
                    .filter(target -> !target.contains(EXPRESSION) && !COMMON_REQUESTS.contains(target))
                    .forEach(target -> assertThat(target, method(target), is(not("get"))));
        }
    }

    /** OFBiz shows the first 20 rows of a list, and a way to the others only where it is told the request that shows them. */
    @Test
    void listsSayWhereTheirOtherPagesAre() {
        for (Element file : WIDGETS) {
            Stream.concat(Descriptors.all(file, "grid").stream(), Descriptors.all(file, "form").stream().filter(f -> f.hasAttribute("list-name")))
                    .filter(list -> !list.getAttribute("paginate").equals("false") && !list.hasAttribute("extends")).forEach(list -> {
                        String target = list.getAttribute("paginate-target");
                        assertThat(list.getAttribute("name"), target, isIn(requests()));
                        assertThat(target, method(target), is(not("post")));
                    });
        }
    }

    @Test
    void formsThatPostNameTheFieldsOfTheirService() {
        for (Element form : WIDGETS.stream().flatMap(file -> Descriptors.all(file, "form").stream()).toList()) {
            String target = form.getAttribute("target");
            Element event = event(target);
            if (event == null || !event.getAttribute("type").equals("service")) {
                continue;
            }
            Set<String> input = ServiceInput.fields(SERVICES, event.getAttribute("invoke"));
            for (Element field : inputs(form)) {
                assertThat(form.getAttribute("name"), field.getAttribute("name"), isIn(input));
            }
        }
    }

    /** What is wrong with a field is told beside it, and in messages by the name that the form shows. */
    @Test
    void eachFieldOfAFormThatChangesSomethingShowsItsProblem() {
        for (Element form : WIDGETS.stream().flatMap(file -> Descriptors.all(file, "form").stream()).toList()) {
            if (form.getAttribute("default-tooltip-style").equals("problem") && form.getAttribute("type").equals("single")) {
                for (Element field : inputs(form)) {
                    String name = field.getAttribute("name");
                    boolean shown = Descriptors.children(field, "hidden").isEmpty() && Descriptors.children(field, "display").isEmpty();
                    assertThat(form.getAttribute("name") + "." + name, field.getAttribute("tooltip"),
                            shown ? containsString("parameters.fieldProblems") : anything());
                    assertThat(name + " has a name in messages", !shown || FieldNames.labels().containsKey(name), is(true));
                }
            }
        }
    }

    /** Fields that are sent with a form. */
    private static List<Element> inputs(Element form) {
        return Descriptors.children(form, "field").stream().filter(field -> Descriptors.children(field, "submit").isEmpty()
                && Descriptors.children(field, "hyperlink").isEmpty() && Descriptors.children(field, "display").stream()
                .noneMatch(display -> display.getAttribute("also-hidden").equals("false"))).toList();
    }

    private static Element event(String request) {
        return Descriptors.children(CONTROLLER, "request-map").stream().filter(map -> map.getAttribute("uri").equals(request))
                .flatMap(map -> Descriptors.children(map, "event").stream()).findFirst().orElse(null);
    }

    private static String method(String request) {
        return Descriptors.children(CONTROLLER, "request-map").stream().filter(map -> map.getAttribute("uri").equals(request))
                .map(map -> map.getAttribute("method")).findFirst().orElse("");
    }

    private static boolean changes(Element request) {
        return request.getAttribute("uri").matches("(create|update|delete|originate|hangup|callNumber|assign|copy|change|reset|takeBack|apply).*");
    }

    private static Set<String> requests() {
        Set<String> requests = Descriptors.values(CONTROLLER, "request-map", "uri");
        requests.addAll(COMMON_REQUESTS);
        return requests;
    }

    private static Set<String> serviceNames() {
        return Descriptors.values(SERVICES, "service", "name");
    }

    private static Set<String> unknown(Set<String> names, Set<String> known) {
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(known);
        return unknown;
    }

    private static Element named(Element file, String kind, String name) {
        return Descriptors.children(file, kind).stream().filter(e -> e.getAttribute("name").equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private static boolean isPublicStatic(String type, String method) throws ClassNotFoundException {
        Method[] methods = Class.forName(type, false, ReferencesTest.class.getClassLoader()).getMethods();
        return Arrays.stream(methods).anyMatch(m -> m.getName().equals(method) && Modifier.isStatic(m.getModifiers()));
    }
}
