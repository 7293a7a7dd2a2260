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
package org.apache.ofbiz.content.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.apache.ofbiz.entity.util.EntityQuery;
import org.apache.ofbiz.security.Security;
import org.apache.ofbiz.webapp.WebAppUtil;

/** Sends the file behind a Content row to the browser. */
public final class DataEvents {

    private DataEvents() { }

    /** The file is the one that the DataResource row names; nothing in the request can name another. */
    public static String serveObjectData(HttpServletRequest request, HttpServletResponse response)
            throws GenericEntityException, IOException {
        Security security = WebAppUtil.getSecurity(request.getServletContext());
        GenericValue userLogin = (GenericValue) request.getSession().getAttribute("userLogin");
        if (!security.hasEntityPermission("PARTYMGR", "_VIEW", userLogin)) {
            return refuse(request, response, HttpServletResponse.SC_FORBIDDEN, "You have no permission to see this content");
        }
        Optional<GenericValue> resource = resource(WebAppUtil.getDelegator(request.getServletContext()), request.getParameter("contentId"));
        Optional<Path> file = resource.map(row -> Path.of(row.getString("objectInfo"))).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return refuse(request, response, HttpServletResponse.SC_NOT_FOUND, "There is no such content");
        }
        String type = resource.get().getString("mimeTypeId");
        response.setContentType(type == null ? "application/octet-stream" : type);
        response.setContentLengthLong(Files.size(file.get()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        Files.copy(file.get(), response.getOutputStream());
        return "success";
    }

    private static Optional<GenericValue> resource(Delegator delegator, String contentId) throws GenericEntityException {
        if (contentId == null || contentId.isEmpty()) {
            return Optional.empty();
        }
        GenericValue content = EntityQuery.use(delegator).from("Content").where("contentId", contentId).queryOne();
        return content == null ? Optional.empty() : Optional.ofNullable(EntityQuery.use(delegator).from("DataResource")
                .where("dataResourceId", content.getString("dataResourceId"), "dataResourceTypeId", "LOCAL_FILE").queryFirst());
    }

    private static String refuse(HttpServletRequest request, HttpServletResponse response, int status, String message) {
        response.setStatus(status);
        request.setAttribute("_ERROR_MESSAGE_", message);
        return "error";
    }
}
