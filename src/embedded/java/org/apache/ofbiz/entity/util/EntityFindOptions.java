/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.util;

import java.io.Serializable;

/** How a find is to be done. Not thread-safe. */
@SuppressWarnings("serial")
public class EntityFindOptions implements Serializable {
    private boolean distinct;
    private int maxRows;
    private int limit;
    private int offset;

    public boolean getDistinct() {
        return distinct;
    }

    public void setDistinct(boolean distinct) {
        this.distinct = distinct;
    }

    /** How many rows at most; 0 for all. */
    public int getMaxRows() {
        return maxRows;
    }

    public void setMaxRows(int maxRows) {
        this.maxRows = maxRows;
    }

    public int getLimit() {
        return limit;
    }

    public void setLimit(int limit) {
        this.limit = limit;
    }

    /** How many rows to leave out at the beginning. */
    public int getOffset() {
        return offset;
    }

    public void setOffset(int offset) {
        this.offset = offset;
    }
}
