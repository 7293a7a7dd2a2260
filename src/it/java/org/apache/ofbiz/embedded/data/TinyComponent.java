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
package org.apache.ofbiz.embedded.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A component of a few lines, written into a folder; each test changes the lines it is about. */
final class TinyComponent {
    private String entities = """
            <entity entity-name="Phone" package-name="tiny">
                <field name="phoneId" type="id"/>
                <field name="number" type="short-varchar"/>
                <field name="secret" type="long-varchar" encrypt="true"/>
                <field name="since" type="date-time"/>
                <field name="statusId" type="id"/>
                <prim-key field="phoneId"/>
                <relation type="one" fk-name="PHONE_STS" rel-entity-name="StatusItem"><key-map field-name="statusId"/></relation>
                <index name="PHONE_NUMBER" unique="true"><index-field name="number"/></index>
            </entity>
            <view-entity entity-name="PhoneStatus" package-name="tiny">
                <member-entity entity-alias="PH" entity-name="Phone"/>
                <member-entity entity-alias="ST" entity-name="StatusItem"/>
                <alias-all entity-alias="PH"/>
                <alias entity-alias="ST" name="statusDescription" field="description"/>
                <view-link entity-alias="PH" rel-entity-alias="ST" rel-optional="true"><key-map field-name="statusId"/></view-link>
            </view-entity>
            """;
    private String services = """
            <service name="createPhone" engine="entity-auto" invoke="create" default-entity-name="Phone" auth="true">
                <permission-service service-name="partyContactMechPermissionCheck" main-action="CREATE"/>
                <auto-attributes mode="INOUT" include="pk" optional="true"/>
                <auto-attributes mode="IN" include="nonpk" optional="true"/>
                <override name="number" optional="false"/>
            </service>
            <service name="breakPhone" engine="groovy" location="component://tiny/Phones.groovy" invoke="breakPhone">
                <attribute name="phoneId" type="String" mode="IN"/>
                <attribute name="how" type="String" mode="IN" optional="true"/>
            </service>
            """;
    private String data = """
            <Phone phoneId="P1" number="1001" secret="hush" statusId="PARTY_ENABLED"/>
            <Phone phoneId="P2"/>
            <Phone phoneId="P3"/>
            """;
    private String script = """
            Map breakPhone() {
                Map phone = findOne('Phone', [phoneId: phoneId], false)
                phone.number = 'broken ' + phoneId
                phone.store()
                if (parameters.how == 'throw') {
                    throw new IllegalStateException('thrown on purpose')
                }
                return parameters.how ? success() : error('broken on purpose')
            }
            """;

    TinyComponent entities(String lines) {
        this.entities = lines;
        return this;
    }

    TinyComponent services(String lines) {
        this.services = lines;
        return this;
    }

    TinyComponent data(String lines) {
        this.data = lines;
        return this;
    }

    TinyComponent script(String lines) {
        this.script = lines;
        return this;
    }

    /** Writes the component, and gives its folder. */
    Path in(Path folder) {
        write(folder.resolve("ofbiz-component.xml"), """
                <ofbiz-component name="tiny">
                    <resource-loader name="main" type="component"/>
                    <entity-resource type="model" reader-name="main" loader="main" location="entities.xml"/>
                    <entity-resource type="data" reader-name="demo" loader="main" location="data.xml"/>
                    <service-resource type="model" loader="main" location="services.xml"/>
                </ofbiz-component>
                """);
        write(folder.resolve("entities.xml"), "<entitymodel>\n" + entities + "</entitymodel>\n");
        write(folder.resolve("services.xml"), "<services>\n" + services + "</services>\n");
        write(folder.resolve("data.xml"), "<entity-engine-xml>\n" + data + "</entity-engine-xml>\n");
        write(folder.resolve("Phones.groovy"), script);
        return folder;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
