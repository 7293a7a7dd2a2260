/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.util;

import java.util.List;
import java.util.ListIterator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;

/** The rows of a find. The embedded host has read them all beforehand, so no cursor stays open. Not thread-safe. */
public class EntityListIterator implements AutoCloseable, ListIterator<GenericValue> {
    private final List<GenericValue> rows;
    private final ListIterator<GenericValue> iterator;

    EntityListIterator(List<GenericValue> rows) {
        this.rows = List.copyOf(rows);
        this.iterator = this.rows.listIterator();
    }

    @Override
    public void close() throws GenericEntityException {
    }

    @Override
    public boolean hasNext() {
        return iterator.hasNext();
    }

    /** The next row; null after the last one. */
    @Override
    public GenericValue next() {
        return iterator.hasNext() ? iterator.next() : null;
    }

    @Override
    public boolean hasPrevious() {
        return iterator.hasPrevious();
    }

    @Override
    public GenericValue previous() {
        return iterator.hasPrevious() ? iterator.previous() : null;
    }

    @Override
    public int nextIndex() {
        return iterator.nextIndex();
    }

    @Override
    public int previousIndex() {
        return iterator.previousIndex();
    }

    public List<GenericValue> getCompleteList() throws GenericEntityException {
        return rows;
    }

    /** @param start the first row, from 1 */
    public List<GenericValue> getPartialList(int start, int number) throws GenericEntityException {
        int from = Math.min(Math.max(start, 1) - 1, rows.size());
        return rows.subList(from, Math.min(from + number, rows.size()));
    }

    public int getResultsSizeAfterPartialList() throws GenericEntityException {
        return rows.size();
    }

    @Override
    public void remove() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void set(GenericValue value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void add(GenericValue value) {
        throw new UnsupportedOperationException();
    }
}
