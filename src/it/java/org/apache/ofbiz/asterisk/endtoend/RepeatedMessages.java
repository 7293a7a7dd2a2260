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
package org.apache.ofbiz.asterisk.endtoend;

import java.util.concurrent.atomic.AtomicInteger;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;
import javax.jms.Topic;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Somebody who hears all messages between nodes, and sends every third a second time, a moment later. */
final class RepeatedMessages implements AutoCloseable {

    private static final int EACH = 3;
    private static final String AGAIN = "again";

    private final ActiveMQConnectionFactory factory; // closing it ends its connections
    private final Connection connection;
    private final Session session;
    private final MessageProducer producer;
    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    RepeatedMessages(String brokerUrl) throws JMSException {
        factory = new ActiveMQConnectionFactory(brokerUrl);
        connection = factory.createConnection();
        session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Topic topic = session.createTopic("asterisk.nodes");
        producer = session.createProducer(topic);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        session.createConsumer(topic).setMessageListener(this::hear);
        connection.start();
    }

    private void hear(Message message) {
        try {
            if (message instanceof TextMessage text && !message.propertyExists(AGAIN) && heard.incrementAndGet() % EACH == 0) {
                TextMessage again = session.createTextMessage(text.getText());
                for (String name : new String[] {"asteriskTo", "asteriskSeal"}) {
                    again.setStringProperty(name, message.getStringProperty(name));
                }
                again.setStringProperty(AGAIN, "yes");
                producer.send(again);
                repeated.incrementAndGet();
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    int repeated() {
        return repeated.get();
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        factory.close();
    }
}
