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
<#-- Whether callers of a group hear that they are recorded, and may object. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<#macro problem field><#if problems[field]?has_content><b class="problem">${problems[field]}</b></#if></#macro>
<div id="asterisk-wizard" data-page="consent">
<#if !group?has_content>
<p class="aw-failure" role="alert">${uiLabelMap.AsteriskNoSuchGroup}</p>
<#else>
<p>${uiLabelMap.AsteriskGroup}: <a href="<@ofbizUrl>EditGroup</@ofbizUrl>?callCenterGroupId=${group.callCenterGroupId}">${group.groupName!group.callCenterGroupId}</a></p>
<form class="aw-form" method="post" action="<@ofbizUrl>storeGroupConsent</@ofbizUrl>?<@csrfTokenPair>storeGroupConsent</@csrfTokenPair>">
  <input type="hidden" name="callCenterGroupId" value="${group.callCenterGroupId}">
  <input type="hidden" name="editedStamp" value="${editedStamp}">
  <p><label for="gc-consentMode">${uiLabelMap.AsteriskConsentMode}</label>
    <select id="gc-consentMode" name="consentMode">
      <#list modes as mode><option value="${mode.key}"<#if mode.chosen> selected</#if>>${mode.title}</option></#list>
    </select><@problem "consentMode"/></p>
  <p><label for="gc-announcementSound">${uiLabelMap.AsteriskAnnouncementSound}</label>
    <input id="gc-announcementSound" name="announcementSound" maxlength="100" value="${filled.announcementSound}" list="gc-sounds" placeholder="custom/recording"><@problem "announcementSound"/></p>
  <datalist id="gc-sounds"><option value="this-call-may-be-monitored-or-recorded"></option><option value="custom/recording"></option></datalist>
  <p><small>${uiLabelMap.AsteriskAnnouncementSoundHint}</small></p>
  <p><label for="gc-consentKey">${uiLabelMap.AsteriskConsentKey}</label>
    <input id="gc-consentKey" name="consentKey" maxlength="1" size="2" inputmode="numeric" value="${filled.consentKey}"><@problem "consentKey"/></p>
  <p><button type="submit" id="gc-save">${uiLabelMap.AsteriskSave}</button></p>
</form>
<p><small>${uiLabelMap.AsteriskConsentHint}</small></p>
<details><summary>${uiLabelMap.AsteriskQueueLines}</summary>
  <p>${uiLabelMap.AsteriskConsentLinesHint}</p>
  <div class="aw-lines"><pre id="gc-check" tabindex="0">${checkLine}</pre></div>
  <p>/etc/asterisk/extensions.conf (FreePBX: extensions_custom.conf)</p>
  <div class="aw-lines"><pre id="gc-groups" tabindex="0">${groupLines}</pre></div>
  <div class="aw-lines"><pre id="gc-lines" tabindex="0">${lines}</pre></div>
</details>
</#if>
</div>
