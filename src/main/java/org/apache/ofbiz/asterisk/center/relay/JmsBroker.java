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
package org.apache.ofbiz.asterisk.center.relay;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;
import javax.jms.Topic;
import javax.naming.Context;
import javax.naming.NamingException;
import org.apache.ofbiz.base.config.GenericConfigException;
import org.apache.ofbiz.base.util.Debug;
import org.apache.ofbiz.base.util.JNDIContextFactory;
import org.apache.ofbiz.service.config.ServiceConfigUtil;
import org.apache.ofbiz.service.config.model.JmsService;
import org.apache.ofbiz.service.config.model.Server;

/**
 * A topic of the JMS broker that a {@code jms-service} of OFBiz's {@code serviceengine.xml} names. Texts only: nothing is deserialized. Messages
 * aren't kept by the broker: who wasn't there is told how everything is when it comes. Of several attempts to connect, the first one that gets an
 * answer counts, and none after {@link #close}.
 */
final class JmsBroker implements Broker {

    private static final String MODULE = JmsBroker.class.getName();
    private static final String TO = "asteriskTo";
    private static final String SEAL = "asteriskSeal";

    private final String serviceName;
    private final String nodeId;
    /** Guarded by this. */
    private boolean closed;
    private volatile Optional<Open> open = Optional.empty();

    /** @param nodeId hexadecimal digits */
    JmsBroker(String serviceName, String nodeId) {
        this.serviceName = serviceName;
        this.nodeId = nodeId;
    }

    /** A connection. Its session for sending is used under its monitor. */
    private record Open(Connection connection, Session session, MessageProducer producer) {

        void close() {
            try {
                connection.close();
            } catch (JMSException e) {
                Debug.logVerbose("The connection to the message broker is gone already: " + e.getMessage(), MODULE);
            }
        }
    }

    @Override
    public void connect(BiConsumer<String, String> listener) throws BrokerUnavailableException {
        if (connected()) {
            return;
        }
        try {
            Server server = server();
            Context jndi = JNDIContextFactory.getInitialContext(server.getJndiServerName());
            ConnectionFactory factory = (ConnectionFactory) jndi.lookup(server.getJndiName());
            Topic topic = (Topic) jndi.lookup(server.getTopicQueue());
            Connection connection = server.getUsername().isEmpty() ? factory.createConnection()
                    : factory.createConnection(server.getUsername(), server.getPassword());
            connected(connection, topic, listener);
        } catch (JMSException | NamingException | GenericConfigException | ClassCastException e) {
            throw new BrokerUnavailableException(reason(e), e);
        }
    }

    private Server server() throws GenericConfigException, NamingException {
        JmsService service = ServiceConfigUtil.getServiceEngine().getJmsServiceByName(serviceName);
        List<Server> servers = service == null ? List.of() : service.getServers();
        if (servers.isEmpty()) {
            throw new NamingException("serviceengine.xml has no jms-service " + serviceName + " with a server");
        }
        return servers.get(0);
    }

    private void connected(Connection connection, Topic topic, BiConsumer<String, String> listener) throws JMSException {
        try {
            Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = sending.createProducer(topic);
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setDisableMessageID(true);
            Open opened = new Open(connection, sending, producer);
            connection.setExceptionListener(e -> lost(opened, reason(e)));
            Session receiving = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageConsumer consumer = receiving.createConsumer(topic, TO + " = '" + nodeId + "'");
            consumer.setMessageListener(message -> pass(message, listener));
            use(opened);
            connection.start();
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized void use(Open opened) throws JMSException {
        if (closed || open.isPresent()) {
            throw new JMSException("The message broker answered too late");
        }
        open = Optional.of(opened);
    }

    private static void pass(Message message, BiConsumer<String, String> listener) {
        try {
            if (message instanceof TextMessage text && text.getText() != null) {
                listener.accept(text.getText(), Optional.ofNullable(message.getStringProperty(SEAL)).orElse(""));
            }
        } catch (JMSException | RuntimeException e) {
            Debug.logError(e, "Couldn't read a message of another OFBiz node", MODULE);
        }
    }

    private void lost(Open which, String why) {
        if (open.filter(which::equals).isPresent()) {
            open = Optional.empty();
            Debug.logWarning("The connection to the message broker of the OFBiz nodes is lost: " + why, MODULE);
        }
    }

    @Override
    public boolean connected() {
        return open.isPresent();
    }

    @Override
    public void send(String to, String text, String seal) throws BrokerUnavailableException {
        Open now = open.orElseThrow(() -> new BrokerUnavailableException("not connected", null));
        try {
            TextMessage message = now.session().createTextMessage(text);
            message.setStringProperty(TO, to);
            message.setStringProperty(SEAL, seal);
            now.producer().send(message);
        } catch (JMSException e) {
            lost(now, reason(e));
            now.close();
            throw new BrokerUnavailableException(reason(e), e);
        }
    }

    private static String reason(Exception e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(() -> e.getClass().getSimpleName());
    }

    @Override
    public void close() {
        Optional<Open> now;
        synchronized (this) {
            closed = true;
            now = open;
            open = Optional.empty();
        }
        now.ifPresent(Open::close);
    }
}
