/*
 * Licensed to the Apache Software Foundation (ASF) under one
 * or more contributor license agreements.  See the NOTICE file
 * distributed with this work for additional information
 * regarding copyright ownership.  The ASF licenses this file
 * to you under the Apache License, Version 2.0 (the
 * "License"); you may not use this file except in compliance
 * with the License.  You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing,
 * software distributed under the License is distributed on an
 * "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY
 * KIND, either express or implied.  See the License for the
 * specific language governing permissions and limitations
 * under the License.
 */
import org.apache.ofbiz.base.util.string.FlexibleStringExpander

/** Texts as they are, files as a line with name, type and Base64. As OFBiz does, expressions in the subject are evaluated. */
Map sendMailMultiPart() {
    String content = parameters.bodyParts.collect { part ->
        part.content instanceof byte[] ? "${part.filename} ${part.type} ${part.content.encodeBase64()}" : part.content
    }.join('\n')
    String subject = FlexibleStringExpander.expandString(parameters.subject, parameters)
    makeValue('CommunicationEvent', [communicationEventId: delegator.getNextSeqId('CommunicationEvent'),
            communicationEventTypeId: 'AUTO_EMAIL_COMM', subject: subject, toString: parameters.sendTo, fromString: parameters.sendFrom,
            content: content, entryDate: new java.sql.Timestamp(System.currentTimeMillis())]).create()
    return success([subject: subject])
}
