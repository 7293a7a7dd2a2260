/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.pbx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One AMI message: headers in order, names may repeat. Not thread-safe while it is being built; nothing changes it afterwards. */
final class AmiMessage {

    private final List<Map.Entry<String, String>> headers = new ArrayList<>();

    static AmiMessage event(String name, String privilege) {
        return new AmiMessage().with("Event", name).with("Privilege", privilege + ",all");
    }

    /** An event of the class "call", to which almost all of ours belong. */
    static AmiMessage callEvent(String name) {
        return event(name, "call");
    }

    AmiMessage with(String header, Object value) {
        headers.add(Map.entry(header, String.valueOf(value)));
        return this;
    }

    /** The first value of a header, the name in any case; empty when it is not there. */
    String get(String header) {
        return all(header).stream().findFirst().orElse("");
    }

    List<String> all(String header) {
        return headers.stream().filter(each -> each.getKey().equalsIgnoreCase(header)).map(Map.Entry::getValue).toList();
    }

    List<Map.Entry<String, String>> headers() {
        return List.copyOf(headers);
    }

    String wire() {
        StringBuilder text = new StringBuilder();
        headers.forEach(each -> text.append(each.getKey()).append(": ").append(each.getValue()).append("\r\n"));
        return text.append("\r\n").toString();
    }

    @Override
    public String toString() {
        return headers.toString();
    }
}
