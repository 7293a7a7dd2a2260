<#ftl output_format="HTML" strip_text=true>
<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#import "link.ftl" as links>
<#macro show element>
  <#local menu = page.menu(element)>
  <nav class="menu ${page.text(element, "menu-container-style")}"<#if menu.title?has_content> aria-label="${menu.title}"</#if>>
    <ul>
    <#list menu.items as item>
      <#local link = page.child(item, "link")!>
      <#local title = page.text(item, "title")>
      <li<#if menu.isSelected(item)> class="selected" aria-current="page"</#if>>
      <#if link?has_content><@links.link link page.text(link, "text")?has_content?then(page.text(link, "text"), title) page.text(item, "widget-style")/><#else>${title}</#if>
      </li>
    </#list>
    </ul>
  </nav>
</#macro>
