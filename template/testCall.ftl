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
<#-- A call to see whether everything works, and its steps. Needs testPage, testServer, testPhones and testCall. -->
<div class="aw-test" id="asterisk-test-call" data-source="<@ofbizUrl>testCallData</@ofbizUrl>" data-direction="${testCall.direction!}">
  <div class="aw-ways">
  <form class="aw-form" method="post" action="<@ofbizUrl>startAsteriskTestCall</@ofbizUrl>?<@csrfTokenPair>startAsteriskTestCall</@csrfTokenPair>">
    <h3>${uiLabelMap.AsteriskTestOutgoing}</h3>
    <input type="hidden" name="page" value="${testPage}"><input type="hidden" name="serverId" value="${testServer}"><input type="hidden" name="step" value="6">
    <p><label for="aw-test-phone">${uiLabelMap.AsteriskTestPhone}</label>
      <select id="aw-test-phone" name="peerId" required><#list testPhones as phone><option value="${phone.peerId}">${phone.name} ${phone.owner}</option></#list></select></p>
    <p><label for="aw-test-number">${uiLabelMap.AsteriskTestNumber}</label> <input id="aw-test-number" name="number" type="tel" required maxlength="40"></p>
    <p><button type="submit" id="aw-test-start">${uiLabelMap.AsteriskTestStart}</button></p>
  </form>
  <form class="aw-form" method="post" action="<@ofbizUrl>expectAsteriskTestCall</@ofbizUrl>?<@csrfTokenPair>expectAsteriskTestCall</@csrfTokenPair>">
    <h3>${uiLabelMap.AsteriskTestIncoming}</h3>
    <input type="hidden" name="page" value="${testPage}"><input type="hidden" name="serverId" value="${testServer}"><input type="hidden" name="step" value="6">
    <p>${uiLabelMap.AsteriskTestIncomingHint} <a href="<@ofbizUrl>console</@ofbizUrl>" target="_blank" rel="noopener">${uiLabelMap.AsteriskConsole}</a></p>
    <p><button type="submit" id="aw-test-expect">${uiLabelMap.AsteriskTestExpect}</button></p>
  </form>
  </div>
  <ol class="aw-ticks" data-part="steps" aria-live="polite">
  <#list (testCall.steps)![] as step>
    <li data-step="${step.step}" data-state="${step.state}"><span data-part="state" class="aw-tick">${step.stateWords}</span> <span data-part="title">${step.title}</span>
      <small data-part="look"<#if !step.look?has_content> hidden</#if>>${step.look}</small></li>
  </#list>
  </ol>
  <p data-part="text" role="status"><b>${testCall.text!}</b></p>
</div>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/admin/testCall.js</@ofbizContentUrl>"></script>
