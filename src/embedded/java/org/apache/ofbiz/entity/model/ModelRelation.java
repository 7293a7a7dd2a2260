/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.model;

import java.util.List;

/** A relation to another entity; its type is "one" (with a foreign key), "one-nofk" or "many". */
public record ModelRelation(String type, String title, String relEntityName, String fkName, List<ModelKeyMap> keyMaps) {
    /** Title and entity name: the name by which getRelated finds it. */
    public String getCombinedName() {
        return title + relEntityName;
    }
}
