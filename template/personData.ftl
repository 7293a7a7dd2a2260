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
<#-- What is kept of a person, as a file, and its end. Works without scripts. -->
<link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/wizard.css</@ofbizContentUrl>"/>
<div id="asterisk-wizard" data-page="person">
<#if certificate??>
<h3>${uiLabelMap.AsteriskErasure}</h3>
<table class="aw-table" id="ap-certificate" data-id="${certificate.id}">
  <tbody>
    <tr><th scope="row">${uiLabelMap.AsteriskErasureId}</th><td>${certificate.id}</td></tr>
    <tr><th scope="row">${uiLabelMap.AsteriskErasureDone}</th><td>${certificate.at}, ${certificate.by}</td></tr>
    <tr><th scope="row">${uiLabelMap.AsteriskForgetCalls}</th><td><#if certificate.deleted>${uiLabelMap.AsteriskForgetDelete}<#else>${uiLabelMap.AsteriskForgetAnonymous}</#if></td></tr>
    <tr><th scope="row">${uiLabelMap.AsteriskForgetContact}</th><td><#if certificate.contact>${uiLabelMap.CommonYes}<#else>${uiLabelMap.CommonNo}</#if></td></tr>
    <#list certificate.counts as line><tr><th scope="row">${line.name}</th><td>${line.count?c}</td></tr></#list>
  </tbody>
</table>
</#if>
<h3>${uiLabelMap.AsteriskForgetFind}</h3>
<p>${uiLabelMap.AsteriskForgetHint}</p>
<form class="aw-form" method="get" action="<@ofbizUrl>personData</@ofbizUrl>">
  <p><label for="ap-party">${uiLabelMap.AsteriskPartyId}</label> <input id="ap-party" name="partyId" maxlength="20" value="${asked.partyId}"></p>
  <p><label for="ap-number">${uiLabelMap.AsteriskTelephoneNumber}</label> <input id="ap-number" name="number" maxlength="60" value="${asked.number}"></p>
  <p><button type="submit" id="ap-find">${uiLabelMap.CommonFind}</button></p>
</form>
<#if failure?has_content>
<p role="alert" id="ap-failure">${failure}</p>
</#if>
<#if counts??>
<h3>${who}</h3>
<table class="aw-table" id="ap-counts">
  <tbody><#list counts as line><tr><th scope="row">${line.name}</th><td>${line.count?c}</td></tr></#list></tbody>
</table>
<#if (voicemail > 0)><p id="ap-voicemail">${uiLabelMap.AsteriskForgetVoicemail}: ${voicemail?c}</p></#if>
<#if (shared > 0)><p>${uiLabelMap.AsteriskForgetShared}: ${shared?c}</p></#if>
<form class="aw-form" method="post" action="<@ofbizUrl>exportPerson</@ofbizUrl>?<@csrfTokenPair>exportPerson</@csrfTokenPair>">
  <input type="hidden" name="partyId" value="${asked.partyId}"><input type="hidden" name="number" value="${asked.number}">
  <p><button type="submit" id="ap-export">${uiLabelMap.AsteriskExport}</button></p>
</form>
<h3>${uiLabelMap.AsteriskForget}</h3>
<form class="aw-form" method="post" action="<@ofbizUrl>forgetPerson</@ofbizUrl>?<@csrfTokenPair>forgetPerson</@csrfTokenPair>">
  <input type="hidden" name="partyId" value="${asked.partyId}"><input type="hidden" name="number" value="${asked.number}">
  <input type="hidden" name="shownCount" value="${callCount?c}">
  <p><label for="ap-calls">${uiLabelMap.AsteriskForgetCalls}</label>
    <select id="ap-calls" name="callsDeleted"><option value="N">${uiLabelMap.AsteriskForgetAnonymous}</option><option value="Y">${uiLabelMap.AsteriskForgetDelete}</option></select></p>
  <#if asked.partyId?has_content><p><label for="ap-contact">${uiLabelMap.AsteriskForgetContact}</label>
    <select id="ap-contact" name="contactErased"><option value="N">${uiLabelMap.CommonNo}</option><option value="Y">${uiLabelMap.CommonYes}</option></select></p></#if>
  <p><label for="ap-confirm">${uiLabelMap.AsteriskForgetConfirm} ${who}: <#list counts as line><#if (line.count > 0)>${line.name} ${line.count?c}; </#if></#list></label>
    <input id="ap-confirm" name="confirmed" type="checkbox" value="Y" required></p>
  <p><button type="submit" id="ap-forget">${uiLabelMap.AsteriskForget}</button></p>
</form>
</#if>
</div>
