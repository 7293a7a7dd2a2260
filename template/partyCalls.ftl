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
<#--
  Calls with a party, on their profile: a page of another webapp. Its forms and links lead to the call center's, and bring the key that
  opens a session there.
-->
<#assign key = (requestAttributes.externalLoginKey)!(externalLoginKey!)>
<#list callNumbers as number>
  <form method="post" class="asterisk-call" action="/asterisk/control/callNumber?<@csrfTokenPair>/asterisk/control/callNumber</@csrfTokenPair>">
    <input type="hidden" name="externalLoginKey" value="${key}"/>
    <input type="hidden" name="number" value="${number.number}"/>
    <input type="hidden" name="contactMechId" value="${number.contactMechId}"/>
    <input type="hidden" name="partyId" value="${number.partyId}"/>
    <button type="submit" class="buttontext" data-number="${number.number}">${uiLabelMap.AsteriskConsoleCall} ${number.display}</button>
  </form>
</#list>
<#if partyCalls?has_content>
  <div class="table" tabindex="0" role="group" aria-label="${uiLabelMap.AsteriskPartyCalls}">
  <table class="basic-table hover-bar" cellspacing="0">
    <thead>
      <tr class="header-row">
        <th scope="col">${uiLabelMap.AsteriskCallTime}</th>
        <th scope="col">${uiLabelMap.AsteriskDirection}</th>
        <th scope="col">${uiLabelMap.AsteriskConsoleOutcome}</th>
        <th scope="col">${uiLabelMap.AsteriskCallTalkTime}</th>
        <th scope="col">${uiLabelMap.AsteriskAgent}</th>
      </tr>
    </thead>
    <tbody>
    <#list partyCalls as call>
      <tr>
        <td><a href="${call.detailsUrl}&amp;externalLoginKey=${key}">${call.time}</a></td>
        <td>${call.directionText}</td>
        <td><#if call.missed><strong>${call.outcomeText!}</strong><#else>${call.outcomeText!}</#if></td>
        <td>${call.talked}</td>
        <td>${call.agent!}</td>
      </tr>
    </#list>
    </tbody>
  </table>
  </div>
<#else>
  <p>${uiLabelMap.AsteriskPartyNoCalls}</p>
</#if>
