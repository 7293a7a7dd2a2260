/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
/** Where OFBiz starts and stops the component, and where its parts are tied together. */
package org.apache.ofbiz.asterisk;
