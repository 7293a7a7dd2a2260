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
