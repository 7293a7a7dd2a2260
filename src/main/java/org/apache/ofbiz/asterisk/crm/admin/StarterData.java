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
package org.apache.ofbiz.asterisk.crm.admin;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.ofbiz.base.location.FlexibleLocation;
import org.apache.ofbiz.entity.Delegator;
import org.apache.ofbiz.entity.GenericEntityException;
import org.apache.ofbiz.entity.GenericValue;
import org.xml.sax.SAXException;

/**
 * Rows that an installation begins with and that belong to its admin from then on. OFBiz loads seed data again with each update; a row that
 * somebody removed would come back. These are in files of their own, which no reader names.
 */
public final class StarterData {
    /** An id is part of a file's name. */
    private static final Pattern ID = Pattern.compile("[A-Za-z]{1,20}");

    private StarterData() {
    }

    /**
     * Loads one file, in the transaction of the caller. Where some of its rows are there already an earlier version of this component brought
     * them as seed data: then what is missing was removed, and nothing is loaded.
     *
     * @param starterDataId the part of the name that is the file's own
     * @throws IllegalArgumentException when there is no such file
     * @throws GenericEntityException when the database refuses a row
     */
    public static void load(Delegator delegator, String starterDataId) throws GenericEntityException {
        List<GenericValue> rows = rows(delegator, starterDataId);
        for (GenericValue row : rows) {
            if (delegator.findOne(row.getEntityName(), row.getPrimaryKey(), false) != null) {
                return;
            }
        }
        for (GenericValue row : rows) {
            delegator.create(row);
        }
    }

    private static List<GenericValue> rows(Delegator delegator, String starterDataId) {
        String location = "component://asterisk/data/AsteriskStarter" + starterDataId + "Data.xml";
        try {
            URL file = ID.matcher(starterDataId).matches() ? FlexibleLocation.resolveLocation(location) : null;
            if (file == null) {
                throw new IllegalArgumentException("there are no starter data " + starterDataId);
            }
            return delegator.readXmlDocument(file);
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException("starter data " + location + " can't be read", e);
        }
    }
}
