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
     data-external-login-key="${(requestAttributes.externalLoginKey)!(externalLoginKey!)}">
  <template shadowrootmode="open">
    <link rel="stylesheet" href="<@ofbizContentUrl>/asterisk/css/console.css</@ofbizContentUrl>"/>
    <div class="console" hidden>
      <p data-part="state" class="ac-state"></p>
      <div data-part="agent" class="ac-agent-bar"></div>
      <div class="ac-columns">
        <div class="ac-now">
          <section data-part="dial"></section>
          <section data-part="calls" aria-labelledby="asterisk-your-calls" hidden>
            <h2 id="asterisk-your-calls">${uiLabelMap.AsteriskYourCalls}</h2>
          </section>
          <section data-part="offers" aria-labelledby="asterisk-waiting-calls">
            <h2 id="asterisk-waiting-calls">${uiLabelMap.AsteriskWaitingCalls}</h2>
          </section>
          <section data-part="options"></section>
        </div>
        <section data-part="history" aria-labelledby="asterisk-history">
          <h2 id="asterisk-history">${uiLabelMap.AsteriskCallHistory}</h2>
        </section>
      </div>
      <p data-part="announcements" class="ac-spoken" role="status" aria-live="polite"></p>
    </div>
  </template>
</div>
<script type="module" src="<@ofbizContentUrl>/asterisk/js/console/console.js</@ofbizContentUrl>"></script>
