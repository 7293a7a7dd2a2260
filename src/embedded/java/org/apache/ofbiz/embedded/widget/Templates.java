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
package org.apache.ofbiz.embedded.widget;

import freemarker.cache.URLTemplateLoader;
import freemarker.core.Environment;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.ext.beans.BeansWrapperBuilder;
import freemarker.template.AdapterTemplateModel;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.ObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URL;
import java.util.Map;
import java.util.function.BiFunction;
import javax.servlet.http.HttpServletRequest;
import org.apache.ofbiz.base.location.FlexibleLocation;
import org.apache.ofbiz.embedded.web.CsrfTokens;
import org.apache.ofbiz.embedded.web.Links;

/** FreeMarker as pages see it: templates by component:// address, every value escaped for HTML, OFBiz's directives for addresses. */
public final class Templates {

    /** Where the templates of this host's widgets are. */
    private static final String OWN = "component://widget/";
    /** With it, names of methods come before the keys of a map, and the keys of a map include them. */
    private static final ObjectWrapper AS_IN_OFBIZ = new BeansWrapperBuilder(Configuration.VERSION_2_3_32).build();

    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    Templates() {
        DefaultObjectWrapperBuilder wrapper = new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34);
        wrapper.setExposeFields(true);
        configuration.setObjectWrapper(wrapper.build());
        configuration.setTemplateLoader(new ComponentLoader());
        configuration.setLocalizedLookup(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        share("ofbizUrl", Links::address);
        share("ofbizContentUrl", (request, target) -> target);
        share("csrfTokenPair", (request, target) -> CsrfTokens.PARAMETER + "=" + CsrfTokens.of(request));
    }

    /** Writes the template with these variables. A failure leaves the page half written: write into a buffer. */
    public void render(String location, Map<String, Object> variables, Writer out) throws IOException {
        try {
            Template template = configuration.getTemplate(location);
            template.process(variables, out, location.startsWith(OWN) ? configuration.getObjectWrapper() : AS_IN_OFBIZ);
        } catch (TemplateException e) {
            throw new IllegalStateException(e.getMessageWithoutStackTop(), e);
        }
    }

    private void share(String name, BiFunction<HttpServletRequest, String, String> address) {
        configuration.setSharedVariable(name, (TemplateDirectiveModel) (environment, parameters, loopVariables, body) ->
                writeAddress(environment, body, address));
    }

    /** The body was escaped for HTML when it was rendered, so the address goes out as it is. */
    private static void writeAddress(Environment environment, TemplateDirectiveBody body,
                                     BiFunction<HttpServletRequest, String, String> address) throws IOException, TemplateException {
        StringWriter target = new StringWriter();
        body.render(target);
        TemplateModel request = environment.getVariable("request");
        Object unwrapped = ((AdapterTemplateModel) request).getAdaptedObject(HttpServletRequest.class);
        environment.getOut().write(address.apply((HttpServletRequest) unwrapped, target.toString()));
    }

    private static final class ComponentLoader extends URLTemplateLoader {
        @Override
        protected URL getURL(String name) {
            try {
                return FlexibleLocation.resolveLocation(name);
            } catch (IOException e) {
                return null; // FreeMarker then says which template it did not find
            }
        }
    }
}
