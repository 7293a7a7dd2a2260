/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.asterisk.crm;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;

/** Reads rows; what the database refuses becomes {@link RowsUnavailableException}. Thread-safe. */
final class Rows {

    private final Delegator delegator;

    Rows(Delegator delegator) {
        this.delegator = delegator;
    }

    Delegator delegator() {
        return delegator;
    }

    EntityQuery from(String entityName) {
        return EntityQuery.use(delegator).from(entityName);
    }

    static List<GenericValue> list(EntityQuery query) {
        return reading(query::queryList);
    }

    /** The row, or null where there is none, as OFBiz has it; not handed out of this package. */
    static GenericValue one(EntityQuery query) {
        return reading(query::queryOne);
    }

    /** The first row, or null where there is none. */
    static GenericValue first(EntityQuery query) {
        return reading(query::queryFirst);
    }

    static boolean isYes(GenericValue row, String field) {
        return "Y".equals(row.getString(field));
    }

    private static <T> T reading(Callable<T> query) {
        try {
            return query.call();
        } catch (GenericEntityException e) {
            throw new RowsUnavailableException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database did not answer. */
    static final class RowsUnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RowsUnavailableException(GenericEntityException cause) {
            super("Database: " + cause.getMessage(), cause);
        }
    }
}
