<#ftl output_format="HTML" strip_text=true>
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
<#-- A link, or the form with one button that stands for a link which changes something. -->
<#macro link element text style>
  <#local target = page.link(element)>
  <#if target.post>
    <form method="post" action="${target.address}" class="link-form"<#if target.question?has_content> data-confirm="${target.question}"</#if>>
      <input type="hidden" name="csrf" value="${page.csrfToken()}">
      <#list target.parameters as name, value><input type="hidden" name="${name}" value="${value}"></#list>
      <button type="submit" class="${style}">${text}</button>
    </form>
  <#else>
    <a href="${target.address}"<#if style?has_content> class="${style}"</#if>>${text}</a>
  </#if>
</#macro>
