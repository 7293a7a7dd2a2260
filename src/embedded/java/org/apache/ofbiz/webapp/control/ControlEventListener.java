/*
 * Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component.
 */
package org.apache.ofbiz.webapp.control;

import javax.servlet.http.HttpSessionListener;

/** OFBiz counts sessions with it. Here nobody asks how many there are, but every web.xml names it. */
public class ControlEventListener implements HttpSessionListener {
}
