/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.entity.config.model;

/** A data source's configuration: the embedded host has one, and nothing to configure. */
public final class Datasource {
}
