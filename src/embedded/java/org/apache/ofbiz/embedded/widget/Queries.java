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

import static org.apache.ofbiz.embedded.data.LocatedXml.children;

import java.util.List;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.condition.EntityCondition;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.w3c.dom.Element;

/** Turns entity-and, entity-condition and entity-options elements into queries. */
final class Queries {

    private final Expressions expressions;

    Queries(Expressions expressions) {
        this.expressions = expressions;
    }

    List<GenericValue> list(Element element, Scope scope) throws GenericEntityException {
        EntityQuery query = EntityQuery.use((Delegator) scope.get("delegator"))
                .from(expressions.text(element.getAttribute("entity-name"), scope))
                .orderBy(orderBy(element, scope));
        List<EntityCondition> conditions = conditions(element, scope);
        if (!conditions.isEmpty()) {
            query.where(conditions);
        }
        return query.queryList();
    }

    private List<String> orderBy(Element element, Scope scope) {
        return children(element).stream().filter(e -> e.getLocalName().endsWith("order-by"))
                .map(e -> expressions.text(e.getAttribute("field-name"), scope)).filter(name -> !name.isEmpty()).toList();
    }

    private List<EntityCondition> conditions(Element element, Scope scope) {
        return children(element, "condition-expr").stream()
                .<EntityCondition>map(child -> EntityCondition.makeCondition(child.getAttribute("field-name"), expressions.value(child, scope)))
                .toList();
    }
}
