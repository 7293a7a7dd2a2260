<#ftl output_format="HTML" strip_text=true>
<#-- Licensed under the Apache License, Version 2.0. See the LICENSE file at the root of this component. -->
<#import "screen.ftl" as screens>
<#visit screen using screens>
