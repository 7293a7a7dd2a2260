/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.service;

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
import org.apache.ofbiz.embedded.data.LocatedXml;
import org.w3c.dom.Element;

/** Which services run once a service's transaction is committed: the event conditions (ECAs) of event global-commit. Immutable. */
public final class CommitActions {
    private final Map<String, List<String>> actions;

    private CommitActions(Map<String, List<String>> actions) {
        this.actions = Map.copyOf(actions);
    }

    /** @throws org.apache.ofbiz.embedded.data.UnsupportedDescriptorException for what is wrong or not supported, such as other events */
    public static CommitActions read(List<Path> files, ServiceModels services) {
        Map<String, List<String>> read = new HashMap<>();
        for (Path file : files) {
            for (Element eca : onlyChildren(LocatedXml.parse(file).getDocumentElement(), "eca")) {
                onlyAttributes(eca, "service", "event");
                oneOf(eca, "event", "global-commit");
                for (Element action : onlyChildren(eca, "action")) {
                    onlyAttributes(action, "service", "mode");
                    oneOf(action, "mode", "sync", "async");
                    read.computeIfAbsent(known(eca, services), name -> new ArrayList<>()).add(known(action, services));
                }
            }
        }
        return new CommitActions(read);
    }

    private static String known(Element element, ServiceModels services) {
        String name = required(element, "service");
        services.find(name).orElseThrow(() -> unsupported(element, "service " + name + " is not defined"));
        return name;
    }

    List<String> after(String service) {
        return actions.getOrDefault(service, List.of());
    }
}
