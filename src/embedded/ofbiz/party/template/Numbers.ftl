<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#list numbers as number>
  <div class="button-bar">
    <div>${number.text}</div>
    <#if mayCall><button type="button" class="call" data-contact-mech-id="${number.contactMechId}" data-party-id="${partyId}" data-number="${number.text}">${uiLabelMap.PartyCall}</button></#if>
  </div>
<#else>
  <p class="empty">${uiLabelMap.PartyNoNumbers}</p>
</#list>
<p id="call-state" role="status"></p>
