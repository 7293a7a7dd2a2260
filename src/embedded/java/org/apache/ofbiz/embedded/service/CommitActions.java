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
package org.apache.ofbiz.embedded.service;

import static org.apache.ofbiz.embedded.data.LocatedXml.children;
import static org.apache.ofbiz.embedded.data.LocatedXml.oneOf;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyAttributes;
import static org.apache.ofbiz.embedded.data.LocatedXml.onlyChildren;
import static org.apache.ofbiz.embedded.data.LocatedXml.required;
import static org.apache.ofbiz.embedded.data.LocatedXml.unsupported;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ofbiz.base.util.UtilValidate;
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.apache.ofbiz.service.eca.ServiceEcaUtil;
import org.w3c.dom.Element;

/** Which services run once a service's transaction is committed: the event conditions (ECAs) of event global-commit. Immutable. */
public final class CommitActions {
    private final Map<String, List<Action>> actions;

    /** @param empty the fields of the service's input and output that must be empty */
    private record Action(String service, Set<String> empty) {
        boolean runs(Map<String, Object> context) {
            return empty.stream().allMatch(field -> UtilValidate.isEmpty(context.get(field)));
        }
    }

    private CommitActions(Map<String, List<Action>> actions) {
        this.actions = Map.copyOf(actions);
    }

    /** @throws org.apache.ofbiz.embedded.data.UnsupportedDescriptorException for what is wrong or not supported, such as other events */
    public static CommitActions read(List<Path> files, ServiceModels services) {
        Map<String, List<Action>> read = new HashMap<>();
        for (Path file : files) {
            for (Element eca : onlyChildren(LocatedXml.parse(file).getDocumentElement(), "eca")) {
                onlyAttributes(eca, "service", "event");
                oneOf(eca, "event", "global-commit");
                onlyChildren(eca, "condition", "action");
                Set<String> empty = empty(eca);
                for (Element action : children(eca, "action")) {
                    onlyAttributes(action, "service", "mode");
                    oneOf(action, "mode", "sync");
                    read.computeIfAbsent(known(eca, services), name -> new ArrayList<>()).add(new Action(known(action, services), empty));
                }
            }
        }
        ServiceEcaUtil.attached(read.keySet());
        return new CommitActions(read);
    }

    private static Set<String> empty(Element eca) {
        return children(eca, "condition").stream().map(condition -> {
            onlyAttributes(condition, "field-name", "operator");
            oneOf(condition, "operator", "is-empty");
            return required(condition, "field-name");
        }).collect(Collectors.toSet());
    }

    private static String known(Element element, ServiceModels services) {
        String name = required(element, "service");
        services.find(name).orElseThrow(() -> unsupported(element, "service " + name + " is not defined"));
        return name;
    }

    /** @param context what the service was given, and what it gave */
    List<String> after(String service, Map<String, Object> context) {
        return actions.getOrDefault(service, List.of()).stream().filter(action -> action.runs(context)).map(Action::service).toList();
    }
}
