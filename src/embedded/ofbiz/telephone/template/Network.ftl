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
<#-- the numbers of data/AsteriskDemoData.xml: one match, two, none -->
<#assign callers = [
    {"number": "3725551234", "name": "Anna Kask", "who": uiLabelMap.TelephoneKnown},
    {"number": "3725552222", "name": "Tamm", "who": uiLabelMap.TelephoneShared},
    {"number": "3725559999", "name": "", "who": uiLabelMap.TelephoneUnknown}]>
<#assign phone = parameters.customerPhone!"">
<#if phone?is_hash>
<p>${uiLabelMap.TelephonePageExplanation}</p>
<div id="customer-phone" data-socket-url="${phone.socketUrl}" data-uri="${phone.uri}" data-secret="${phone.secret}"
     data-starting="${uiLabelMap.TelephoneStarting}" data-ready="${uiLabelMap.TelephoneReady}" data-failed="${uiLabelMap.TelephoneFailed}"
     data-calling="${uiLabelMap.TelephoneCalling}" data-ringing="${uiLabelMap.TelephoneRinging}" data-talking="${uiLabelMap.TelephoneTalking}"
     data-microphone="${uiLabelMap.TelephoneMicrophone}">
  <p id="customer-status" role="status">${uiLabelMap.TelephoneStarting}</p>
  <div class="button-bar">
    <button type="button" id="customer-call" hidden>${uiLabelMap.TelephoneCall}</button>
    <button type="button" id="customer-answer" hidden>${uiLabelMap.TelephoneAnswer}</button>
    <button type="button" id="customer-hang-up" hidden>${uiLabelMap.TelephoneEnd}</button>
  </div>
  <audio autoplay></audio>
</div>
<script type="module" src="/plain/customerPhone.js"></script>
<#else>
<p>${uiLabelMap.TelephoneExplanation}</p>
<#list callers as caller>
<form method="post" action="<@ofbizUrl>placeCall</@ofbizUrl>" class="button-bar">
  <input type="hidden" name="csrf" value="${csrfToken}">
  <input type="hidden" name="number" value="${caller.number}">
  <input type="hidden" name="name" value="${caller.name}">
  <button class="place-call" data-number="${caller.number}">${caller.who}: +${caller.number}</button>
  <button class="hang-up" data-number="${caller.number}" formaction="<@ofbizUrl>hangUp</@ofbizUrl>">${uiLabelMap.TelephoneHangUp}</button>
</form>
</#list>
<form method="post" action="<@ofbizUrl>placeCall</@ofbizUrl>" class="button-bar">
  <input type="hidden" name="csrf" value="${csrfToken}">
  <label>${uiLabelMap.TelephoneNumber} <input type="tel" name="number" pattern="[+]?[0-9]{0,20}" maxlength="21"></label>
  <label>${uiLabelMap.TelephoneName} <input name="name" maxlength="60"></label>
  <button class="place-call">${uiLabelMap.TelephoneCall}</button>
  <button class="hang-up" formaction="<@ofbizUrl>hangUp</@ofbizUrl>">${uiLabelMap.TelephoneHangUp}</button>
</form>
</#if>
