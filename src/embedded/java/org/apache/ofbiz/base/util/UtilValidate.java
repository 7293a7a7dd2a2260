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
package org.apache.ofbiz.base.util;

import java.util.Collection;
import java.util.Map;
import org.apache.ofbiz.base.lang.IsEmpty;

/** Tests of values. As everywhere in OFBiz, an empty text is a valid integer, address and so on: emptiness is tested apart. */
public final class UtilValidate {
    private UtilValidate() {
    }

    public static boolean isEmpty(Object o) {
        if (o instanceof CharSequence text) {
            return isEmpty(text);
        }
        if (o instanceof Collection<?> collection) {
            return isEmpty(collection);
        }
        if (o instanceof Map<?, ?> map) {
            return isEmpty(map);
        }
        return o instanceof IsEmpty emptiable ? emptiable.isEmpty() : o == null;
    }

    public static boolean isNotEmpty(Object o) {
        return !isEmpty(o);
    }

    public static boolean isEmpty(IsEmpty o) {
        return o == null || o.isEmpty();
    }

    public static <E> boolean isEmpty(Collection<E> c) {
        return c == null || c.isEmpty();
    }

    public static <K, E> boolean isEmpty(Map<K, E> m) {
        return m == null || m.isEmpty();
    }

    public static boolean isEmpty(CharSequence c) {
        return c == null || c.length() == 0;
    }
}
