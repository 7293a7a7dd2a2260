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
  The console's page: the parts that js/console/console.js fills, in a shadow tree, so that neither the theme's styles affect them nor theirs the page.
-->
<div id="asterisk-console" data-base="<@ofbizUrl>console</@ofbizUrl>" data-user="${(userLogin.userLoginId)!}" data-language="${(locale.language)!}"
     data-page-phones="<#list pagePhones![] as phone>${phone}<#sep> </#sep></#list>"
     data-external-login-key="${(requestAttributes.externalLoginKey)!(externalLoginKey!)}">
  <template shadowrootmode="open">
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/tokens.css</@ofbizContentUrl>"/>
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/console.css</@ofbizContentUrl>"/>
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/consoleParts.css</@ofbizContentUrl>"/>
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/customer.css</@ofbizContentUrl>"/>
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/phone.css</@ofbizContentUrl>"/>
    <div class="console" data-tab="call" data-work="customer">
      <div class="ac-frame">
        <div class="ac-bar">
          <div data-part="agent" class="ac-agent-bar"></div>
          <div data-part="phone" class="ac-page-phone" hidden></div>
          <p data-part="state" class="ac-state"></p>
          <div data-part="figures" class="ac-figures"></div>
          <div data-part="options" class="ac-options"></div>
        </div>
        <div data-part="messages" class="ac-messages" role="status" aria-live="polite"></div>
        <div class="ac-grid">
          <div class="ac-left">
            <section data-part="dial" class="ac-panel"></section>
            <section data-part="queues" class="ac-panel" aria-labelledby="asterisk-queues">
              <h2 id="asterisk-queues">${uiLabelMap.AsteriskQueues}</h2>
            </section>
            <section data-part="parked" class="ac-panel" hidden aria-labelledby="asterisk-parked">
              <h2 id="asterisk-parked">${uiLabelMap.AsteriskParkedCalls}</h2>
            </section>
            <section data-part="team" class="ac-panel" hidden aria-labelledby="asterisk-team">
              <h2 id="asterisk-team">${uiLabelMap.AsteriskTeam}</h2>
            </section>
            <section data-part="dials" class="ac-panel" hidden aria-labelledby="asterisk-dials">
              <h2 id="asterisk-dials">${uiLabelMap.AsteriskSpeedDials}</h2>
            </section>
          </div>
          <section data-part="calls" class="ac-calls" aria-labelledby="asterisk-your-calls">
            <h2 id="asterisk-your-calls" class="ac-spoken">${uiLabelMap.AsteriskYourCalls}</h2>
          </section>
          <section data-part="offers" class="ac-panel ac-waiting" aria-labelledby="asterisk-waiting-calls">
            <h2 id="asterisk-waiting-calls">${uiLabelMap.AsteriskWaitingCalls}</h2>
          </section>
          <div data-part="workTabs" class="ac-work-tabs"></div>
          <section data-part="work" class="ac-panel ac-work" aria-labelledby="asterisk-customer">
            <h2 id="asterisk-customer">${uiLabelMap.AsteriskCustomerAndNotes}</h2>
          </section>
          <section data-part="history" class="ac-panel ac-past" aria-labelledby="asterisk-history">
            <h2 id="asterisk-history" class="ac-spoken">${uiLabelMap.AsteriskCallHistory}</h2>
          </section>
        </div>
        <div data-part="bottom"></div>
      </div>
      <p data-part="announcements" class="ac-spoken" role="status" aria-live="polite"></p>
    </div>
  </template>
</div>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/console/console.js</@ofbizContentUrl>"></script>
