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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.ServletContext;
import org.apache.ofbiz.embedded.data.Component;
import org.apache.ofbiz.embedded.web.Webapps;
import org.apache.ofbiz.embedded.widget.WidgetEnvironment;

/** The controller of each webapp. Thread-safe. */
public final class Controllers {

    private static final String ATTRIBUTE = Controllers.class.getName();

    private final WidgetEnvironment environment;
    private final Map<Component.Webapp, RequestRunner> runners = new ConcurrentHashMap<>();

    Controllers(WidgetEnvironment environment) {
        this.environment = environment;
    }

    void attach(ServletContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    /** The part of a webapp that answers under /control. */
    public static RequestRunner requestRunner(ServletContext context) {
        Controllers controllers = (Controllers) context.getAttribute(ATTRIBUTE);
        return controllers.runners.computeIfAbsent(Webapps.current(context), controllers::read);
    }

    private RequestRunner read(Component.Webapp webapp) {
        SiteConf site = SiteConfReader.read(environment.descriptors(), file(webapp).toUri().toString());
        return new RequestRunner(site, new EventRunner(environment), new Views(environment, site));
    }

    private static Path file(Component.Webapp webapp) {
        return webapp.location().resolve("WEB-INF/controller.xml");
    }

    /** Reads every controller, screen, form and menu now, so that what this host cannot do stops the start. */
    void checkDescriptors(List<Component> components) {
        components.stream().map(component -> component.root().resolve("widget"))
                .filter(Files::isDirectory).forEach(environment.descriptors()::checkAll);
        components.stream().flatMap(component -> component.webapps().stream()).filter(webapp -> Files.exists(file(webapp)))
                .forEach(webapp -> runners.put(webapp, read(webapp)));
    }
}
