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
package org.apache.ofbiz.asterisk.call.collections;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * An immutable list that grows by new lists: each shares the elements of the one that it was made from, so that a timeline of two hundred
 * entries is not copied for each new one. One thread may append; any number may read what it hands out.
 *
 * @param <T> not null
 */
public final class AppendedList<T> extends AbstractList<T> implements RandomAccess {

    private static final int FIRST_ROOM = 8;

    private final Object[] shared;
    private final int size;

    private AppendedList(Object[] shared, int size) {
        this.shared = shared;
        this.size = size;
    }

    /** A list of these elements. */
    public static <T> AppendedList<T> of(List<? extends T> elements) {
        Object[] room = elements.toArray(new Object[Math.max(FIRST_ROOM, elements.size())]);
        for (int i = 0; i < elements.size(); i++) {
            Objects.requireNonNull(room[i]);
        }
        return new AppendedList<>(room, elements.size());
    }

    /** This list and one element more. */
    public AppendedList<T> with(T element) {
        Objects.requireNonNull(element);
        // a place that is taken belongs to another list that was made from this one
        boolean free = size < shared.length && shared[size] == null;
        Object[] room = free ? shared : Arrays.copyOf(Arrays.copyOf(shared, size), 2 * size + 1);
        room[size] = element;
        return new AppendedList<>(room, size + 1);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T get(int index) {
        return (T) shared[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
