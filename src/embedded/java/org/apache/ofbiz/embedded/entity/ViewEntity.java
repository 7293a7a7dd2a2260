/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.entity;

import java.util.List;
import java.util.Set;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.model.ModelEntity;

/** A view over other entities. The column of each of its fields is an SQL expression over its members. Immutable once read. */
@SuppressWarnings("serial")
final class ViewEntity extends ModelEntity {
    private final String from;
    private final transient EntityCondition condition;
    private final Set<String> groupedFields;
    private final List<String> order;

    /**
     * @param from the FROM clause: the members joined
     * @param condition what each row must fulfil, or null
     * @param groupedFields the fields to group by; empty where the view has no aggregate function
     */
    ViewEntity(String from, EntityCondition condition, Set<String> groupedFields, List<String> order) {
        this.from = from;
        this.condition = condition;
        this.groupedFields = Set.copyOf(groupedFields);
        this.order = List.copyOf(order);
    }

    String from() {
        return from;
    }

    EntityCondition condition() {
        return condition;
    }

    boolean groups(String fieldName) {
        return groupedFields.contains(fieldName);
    }

    List<String> order() {
        return order;
    }
}
