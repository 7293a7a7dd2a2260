<#--
Licensed to the Apache Software Foundation (ASF) under one
or more contributor license agreements.  See the NOTICE file
distributed with this work for additional information
regarding copyright ownership.  The ASF licenses this file
to you under the Apache License, Version 2.0 (the
"License"); you may not use this file except in compliance
with the License.  You may obtain a copy of the License at

http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing,
software distributed under the License is distributed on an
"AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
KIND, either express or implied.  See the License for the
specific language governing permissions and limitations
under the License.
-->
<#-- Step 1: where the PBX is, and who logs in there. -->
<p>${uiLabelMap.AsteriskWizardAddressHint}</p>
<#if wizard.trial.text??><@trial wizard.trial/></#if>
<@change "saveWizardServer">
  <input type="hidden" name="serverId" value="${wizard.serverId}">
  <input type="hidden" name="typed" value="Y">
  <input type="hidden" name="step" value="1">
  <p><label for="aw-host">${uiLabelMap.AsteriskHost}</label> <input id="aw-host" name="host" required maxlength="255" value="${wizard.server.host}"></p>
  <p><label for="aw-port">${uiLabelMap.AsteriskPort}</label> <input id="aw-port" name="port" required inputmode="numeric" pattern="[0-9]{1,5}" maxlength="5" value="${wizard.server.port}"></p>
  <p><label for="aw-tls">${uiLabelMap.AsteriskUseTls}</label>
    <select id="aw-tls" name="useTls"><option value="N">${uiLabelMap.AsteriskNo}</option><option value="Y"<#if wizard.server.useTls == "Y"> selected</#if>>${uiLabelMap.AsteriskYes}</option></select>
    <small>${uiLabelMap.AsteriskWizardTlsHint}</small></p>
  <input type="hidden" name="certificateFingerprint" value="${wizard.server.certificateFingerprint!}">
  <p><label for="aw-description">${uiLabelMap.AsteriskDescription}</label> <input id="aw-description" name="description" maxlength="255" value="${wizard.server.description!}"></p>
  <p><label for="aw-user">${uiLabelMap.AsteriskUserName}</label> <input id="aw-user" name="userName" required maxlength="100" pattern="[A-Za-z0-9_.\-]+" autocomplete="off" data-line="user" value="${wizard.server.userName}"></p>
  <p><label for="aw-secret">${uiLabelMap.AsteriskWizardSecret}</label>
    <input id="aw-secret" name="secret" type="password" maxlength="100" autocomplete="new-password" data-line="secret"<#if !wizard.serverId?has_content> required</#if> value="${wizard.proposedSecret}">
    <small><#if wizard.proposedSecret?has_content>${uiLabelMap.AsteriskWizardSecretProposed}<#elseif wizard.serverId?has_content>${uiLabelMap.AsteriskWizardSecretKept}
      <a href="<@ofbizUrl>wizard</@ofbizUrl>?serverId=${wizard.serverId}&amp;step=1&amp;newSecret=Y">${uiLabelMap.AsteriskWizardSecretNew}</a></#if></small></p>
  <p><label for="aw-recordings">${uiLabelMap.AsteriskRecordingsLocation}</label> <input id="aw-recordings" name="recordingsLocation" maxlength="255" placeholder="${wizard.recordingsDefault}" value="${wizard.server.recordingsLocation!}">
    <small>${uiLabelMap.AsteriskWizardRecordingsHint}</small></p>
  <h3>${uiLabelMap.AsteriskWizardManagerTitle}</h3>
  <p>${uiLabelMap.AsteriskWizardManagerHint}</p>
  <@lines "aw-section" wizard.lines.section/>
  <p>${uiLabelMap.AsteriskWizardReloadHint} <code>asterisk -rx "manager reload"</code></p>
  <details><summary>${uiLabelMap.AsteriskWizardGeneralTitle}</summary>
    <p>${uiLabelMap.AsteriskWizardGeneralHint}</p>
    <p>${uiLabelMap.AsteriskWizardGeneralFreePbx}</p>
    <@lines "aw-general" wizard.lines.general/>
  </details>
  <p><button type="submit" id="aw-save">${uiLabelMap.AsteriskWizardSaveAndTest}</button></p>
</@change>
