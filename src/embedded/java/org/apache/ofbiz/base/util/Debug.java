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

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Logging, on Log4j 2: the module is the logger's name, and messages with parameters use {@link String#format}. */
public final class Debug {
    private static final String NO_MODULE = Debug.class.getName();
    /** Asked for each message of a PBX, as OFBiz asks a field; looking a logger up walks the stack. */
    private static final Logger LEVELS = LogManager.getLogger(NO_MODULE);

    private static void write(Level level, Throwable cause, String text, String module, Object... values) {
        var logger = LogManager.getLogger(module == null ? NO_MODULE : module);
        if (logger.isEnabled(level)) {
            logger.log(level, values.length == 0 ? String.valueOf(text) : String.format(text, values), cause);
        }
    }

    public static boolean verboseOn() {
        return LEVELS.isEnabled(Level.DEBUG);
    }

    public static void logVerbose(String msg, String module) {
        write(Level.DEBUG, null, msg, module);
    }

    public static void logVerbose(Throwable t, String msg, String module) {
        write(Level.DEBUG, t, msg, module);
    }

    public static void logInfo(String msg, String module) {
        write(Level.INFO, null, msg, module);
    }

    public static void logInfo(String msg, String module, Object... params) {
        write(Level.INFO, null, msg, module, params);
    }

    public static void logWarning(String msg, String module) {
        write(Level.WARN, null, msg, module);
    }

    public static void logWarning(String msg, String module, Object... params) {
        write(Level.WARN, null, msg, module, params);
    }

    public static void logWarning(Throwable t, String module) {
        write(Level.WARN, t, t.getMessage(), module);
    }

    public static void logWarning(Throwable t, String msg, String module) {
        write(Level.WARN, t, msg, module);
    }

    public static void logWarning(Throwable t, String msg, String module, Object... params) {
        write(Level.WARN, t, msg, module, params);
    }

    public static void logError(String msg, String module) {
        write(Level.ERROR, null, msg, module);
    }

    public static void logError(String msg, String module, Object... params) {
        write(Level.ERROR, null, msg, module, params);
    }

    public static void logError(Throwable t, String msg, String module) {
        write(Level.ERROR, t, msg, module);
    }
}
