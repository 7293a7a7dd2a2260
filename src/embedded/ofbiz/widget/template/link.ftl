<#ftl output_format="HTML" strip_text=true>
<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#-- A link, or the form with one button that stands for a link which changes something. -->
<#macro link element text style>
  <#local target = page.link(element)>
  <#local id = page.text(element, "id")>
  <#local window = page.text(element, "target-window")>
  <#if target.post>
    <form method="post" action="${target.address}" class="link-form"<#if id?has_content> id="${id}"</#if><#if target.question?has_content> data-confirm="${target.question}"</#if>>
      <input type="hidden" name="csrf" value="${page.csrfToken()}">
      <#list target.parameters as name, value><input type="hidden" name="${name}" value="${value}"></#list>
      <button type="submit" class="${style}">${text}</button>
    </form>
  <#else>
    <a href="${target.address}"<#if id?has_content> id="${id}"</#if><#if style?has_content> class="${style}"</#if><#if window?has_content> target="${window}" rel="noopener"</#if>>${text}</a>
  </#if>
</#macro>
