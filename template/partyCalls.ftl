<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#--
  Calls with a party, on their profile: a page of another webapp. Its forms and links lead to the call centre's, and bring the key that
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
        <th scope="col">${uiLabelMap.AsteriskConsoleTime}</th>
        <th scope="col">${uiLabelMap.AsteriskDirection}</th>
        <th scope="col">${uiLabelMap.AsteriskConsoleOutcome}</th>
        <th scope="col">${uiLabelMap.AsteriskConsoleTalked}</th>
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
