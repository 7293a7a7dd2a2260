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
<#-- Step 4: who has which phone. -->
<p>${uiLabelMap.AsteriskWizardPhonesHint}</p>
<#if wizard.listing><p class="aw-verdict" id="aw-listing" role="status">${uiLabelMap.AsteriskWizardPhonesListing}</p></#if>
<#if wizard.phones?has_content>
<@change "assignWizardPhones">
  <input type="hidden" name="serverId" value="${wizard.serverId}">
  <input type="hidden" name="step" value="4">
  <table class="aw-table" id="aw-phones">
    <thead><tr><th scope="col">${uiLabelMap.AsteriskWizardAssign}</th><th scope="col">${uiLabelMap.AsteriskPeerName}</th>
      <th scope="col">${uiLabelMap.AsteriskWizardShows}</th><th scope="col">${uiLabelMap.AsteriskUserLogin}</th></tr></thead>
    <tbody>
    <#list wizard.phones as phone>
      <tr data-phone="${phone.name}">
        <td><input type="checkbox" name="assign" value="${phone.peerId}" aria-label="${uiLabelMap.AsteriskWizardAssign} ${phone.name}"<#if phone.login?has_content> checked</#if>></td>
        <th scope="row">${phone.technology}/${phone.name}</th>
        <td>${phone.callerIdName}</td>
        <td><input name="login_${phone.peerId}" maxlength="250" value="${phone.login}" aria-label="${uiLabelMap.AsteriskUserLogin} ${phone.name}" data-assigns="${phone.peerId}">
          <#if phone.proposed?has_content><small>${phone.proposed}: ${phone.reason}</small></#if></td>
      </tr>
    </#list>
    </tbody>
  </table>
  <#if (wizard.freeCount > wizard.phones?size)><p class="aw-quiet">${uiLabelMap.AsteriskWizardMorePhones}</p></#if>
  <p><button type="submit" id="aw-save">${uiLabelMap.AsteriskWizardAssignChosen}</button></p>
</@change>
<#elseif !wizard.assigned?has_content && !wizard.listing>
<p class="aw-verdict" data-reached="false"><b>${uiLabelMap.AsteriskWizardNoPhones}</b> <#if wizard.autoFill>${uiLabelMap.AsteriskWizardNoPhonesLook}<#else>${uiLabelMap.AsteriskRemedyNoExtensions}</#if></p>
</#if>
<#if wizard.assigned?has_content>
<h3>${uiLabelMap.AsteriskWizardAssigned}</h3>
<ul id="aw-assigned"><#list wizard.assigned as phone><li>${phone.name}: ${phone.owner} <#if phone.userLoginId?has_content>(${phone.userLoginId})</#if></li></#list></ul>
</#if>
<#if wizard.trunks?has_content><p class="aw-quiet">${uiLabelMap.AsteriskWizardTrunks}: <#list wizard.trunks as trunk>${trunk}<#if trunk_has_next>, </#if></#list></p></#if>
<p><@again 4/><#if wizard.steps[3].done> <@next 5/></#if></p>
