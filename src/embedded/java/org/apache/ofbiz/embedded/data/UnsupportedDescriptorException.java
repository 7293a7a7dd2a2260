/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.embedded.data;

/** A descriptor says something that the embedded host does not implement or cannot read; it stops the start. */
public final class UnsupportedDescriptorException extends RuntimeException {
    private final String file;
    private final int line;

    /** @param line the first line of the element, from 1; 0 where unknown */
    public UnsupportedDescriptorException(String file, int line, String what) {
        super(file + ":" + line + ": " + what);
        this.file = file;
        this.line = line;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }
}
