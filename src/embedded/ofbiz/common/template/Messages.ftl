<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#if pageTitle?has_content><h1>${pageTitle}</h1></#if>
<#assign errors = _ERROR_MESSAGE_LIST_!([])>
<#if _ERROR_MESSAGE_??><#assign errors = [_ERROR_MESSAGE_]></#if>
<#if errors?has_content><div class="message error" role="alert"><#list errors as text><p>${text}</p></#list></div></#if>
<#assign events = _EVENT_MESSAGE_LIST_!([])>
<#if _EVENT_MESSAGE_??><#assign events = [_EVENT_MESSAGE_]></#if>
<#if events?has_content><div class="message event" role="status"><#list events as text><p>${text}</p></#list></div></#if>
