<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#-- numbers stand in OFBiz's own profile like this: plain text, in rows that name the contact mechanism in a form -->
<div id="partyContactInfo">
<#if numbers?has_content>
  <table class="basic-table">
  <#list numbers as number>
    <tr>
      <td>
        <div>
          ${number.countryCode!}
          <#if number.areaCode?has_content>${number.areaCode}-</#if>${number.contactNumber!}
        </div>
        <form method="get" action="<@ofbizUrl>viewprofile</@ofbizUrl>">
          <input type="hidden" name="partyId" value="${partyId}"><input type="hidden" name="contactMechId" value="${number.contactMechId}">
        </form>
      </td>
    </tr>
  </#list>
  </table>
<#else>
  <p class="empty">${uiLabelMap.PartyNoNumbers}</p>
</#if>
</div>
