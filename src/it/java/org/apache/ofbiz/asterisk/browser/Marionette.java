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
package org.apache.ofbiz.asterisk.browser;

import static java.util.Map.entry;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.remote.Command;
import org.openqa.selenium.remote.CommandExecutor;
import org.openqa.selenium.remote.DriverCommand;
import org.openqa.selenium.remote.ErrorCodec;
import org.openqa.selenium.remote.Response;

/**
 * Has Firefox do what a driver of Selenium asks, as geckodriver does, which Debian 12 doesn't have: by Marionette, one connection to Firefox with
 * {@code LENGTH:[0, number, command, parameters]} and {@code LENGTH:[1, number, error, result]} in JSON. Not thread-safe.
 */
final class Marionette implements CommandExecutor, AutoCloseable {

    private static final String VALUE = "value";
    private static final String NEW_SESSION = "WebDriver:NewSession";
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            entry(DriverCommand.NEW_SESSION, NEW_SESSION),
            entry(DriverCommand.QUIT, "Marionette:Quit"),
            entry(DriverCommand.GET, "WebDriver:Navigate"),
            entry(DriverCommand.REFRESH, "WebDriver:Refresh"),
            entry(DriverCommand.GET_CURRENT_URL, "WebDriver:GetCurrentURL"),
            entry(DriverCommand.SET_TIMEOUT, "WebDriver:SetTimeouts"),
            entry(DriverCommand.GET_CURRENT_WINDOW_HANDLE, "WebDriver:GetWindowHandle"),
            entry(DriverCommand.GET_WINDOW_HANDLES, "WebDriver:GetWindowHandles"),
            entry(DriverCommand.SWITCH_TO_WINDOW, "WebDriver:SwitchToWindow"),
            entry(DriverCommand.SWITCH_TO_NEW_WINDOW, "WebDriver:NewWindow"),
            entry(DriverCommand.CLOSE, "WebDriver:CloseWindow"),
            entry(DriverCommand.DELETE_ALL_COOKIES, "WebDriver:DeleteAllCookies"),
            entry(DriverCommand.FIND_ELEMENTS, "WebDriver:FindElements"),
            entry(DriverCommand.FIND_ELEMENT, "WebDriver:FindElement"),
            entry(DriverCommand.FIND_CHILD_ELEMENTS, "WebDriver:FindElements"),
            entry(DriverCommand.FIND_CHILD_ELEMENT, "WebDriver:FindElement"),
            entry(DriverCommand.GET_ELEMENT_SHADOW_ROOT, "WebDriver:GetShadowRoot"),
            entry(DriverCommand.FIND_ELEMENTS_FROM_SHADOW_ROOT, "WebDriver:FindElementsFromShadowRoot"),
            entry(DriverCommand.CLICK_ELEMENT, "WebDriver:ElementClick"),
            entry(DriverCommand.CLEAR_ELEMENT, "WebDriver:ElementClear"),
            entry(DriverCommand.SEND_KEYS_TO_ELEMENT, "WebDriver:ElementSendKeys"),
            entry(DriverCommand.GET_ELEMENT_TEXT, "WebDriver:GetElementText"),
            entry(DriverCommand.GET_ELEMENT_TAG_NAME, "WebDriver:GetElementTagName"),
            entry(DriverCommand.GET_ELEMENT_DOM_PROPERTY, "WebDriver:GetElementProperty"),
            entry(DriverCommand.GET_ELEMENT_DOM_ATTRIBUTE, "WebDriver:GetElementAttribute"),
            entry(DriverCommand.GET_ELEMENT_ATTRIBUTE, "WebDriver:GetElementAttribute"),
            entry(DriverCommand.GET_ELEMENT_VALUE_OF_CSS_PROPERTY, "WebDriver:GetElementCSSValue"),
            entry(DriverCommand.IS_ELEMENT_DISPLAYED, "WebDriver:IsElementDisplayed"),
            entry(DriverCommand.IS_ELEMENT_ENABLED, "WebDriver:IsElementEnabled"),
            entry(DriverCommand.IS_ELEMENT_SELECTED, "WebDriver:IsElementSelected"),
            entry(DriverCommand.EXECUTE_SCRIPT, "WebDriver:ExecuteScript"),
            entry(DriverCommand.EXECUTE_ASYNC_SCRIPT, "WebDriver:ExecuteAsyncScript"),
            entry(DriverCommand.ACTIONS, "WebDriver:PerformActions"),
            entry(DriverCommand.SCREENSHOT, "WebDriver:TakeScreenshot"),
            entry(DriverCommand.ACCEPT_ALERT, "WebDriver:AcceptAlert"),
            entry(DriverCommand.DISMISS_ALERT, "WebDriver:DismissAlert"));
    /** What searches below an element, or acts on one, calls it. */
    private static final Map<String, String> NAME_OF_ELEMENT = Map.of(DriverCommand.FIND_CHILD_ELEMENTS, "element",
            DriverCommand.FIND_CHILD_ELEMENT, "element");

    private final Socket socket;
    private final DataInputStream in;
    private final Json json = new Json();
    private String sessionId = "";
    private int last;

    /** @throws IOException while Firefox doesn't listen yet */
    Marionette(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new DataInputStream(socket.getInputStream());
        read(); // who it is
    }

    @Override
    public Response execute(Command command) throws IOException {
        String name = COMMANDS.get(command.getName());
        if (name == null) {
            throw new UnsupportedOperationException(command.getName());
        }
        Object result = ask(name, parameters(command));
        Response response = new Response();
        if (name.equals(NEW_SESSION)) {
            Map<?, ?> session = (Map<?, ?>) result;
            sessionId = (String) session.get("sessionId");
            result = session.get("capabilities");
        }
        response.setSessionId(sessionId);
        response.setState("success");
        response.setStatus(0);
        response.setValue(result);
        return response;
    }

    private static Map<String, Object> parameters(Command command) {
        Map<String, Object> parameters = new HashMap<>(command.getParameters());
        switch (command.getName()) {
        case DriverCommand.NEW_SESSION -> {
            return Map.of("acceptInsecureCerts", true);
        }
        case DriverCommand.QUIT -> parameters.put("flags", List.of("eForceQuit"));
        case DriverCommand.SEND_KEYS_TO_ELEMENT -> parameters.put("text",
                Stream.of((CharSequence[]) parameters.remove(VALUE)).collect(Collectors.joining()));
        case DriverCommand.FIND_ELEMENTS_FROM_SHADOW_ROOT -> parameters.put("shadowRoot", parameters.remove("shadowId"));
        case DriverCommand.SCREENSHOT -> parameters.put("full", false);
        default -> {
            String element = NAME_OF_ELEMENT.get(command.getName());
            if (element != null) {
                parameters.put(element, parameters.remove("id"));
            }
        }
        }
        return parameters;
    }

    /** Asks Firefox; what it found, or what went wrong as the exception that Selenium has for it. */
    private Object ask(String command, Map<String, Object> parameters) throws IOException {
        String message = json.toJson(List.of(0, ++last, command, parameters));
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        List<?> answer = json.toType(read(), List.class);
        if (answer.get(2) != null) {
            WebDriverException failure = ErrorCodec.createDefault().decode(Map.of(VALUE, answer.get(2)));
            throw failure;
        }
        return answer.get(3) instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(VALUE) ? map.get(VALUE) : answer.get(3);
    }

    private String read() throws IOException {
        int length = 0;
        for (int next = in.read(); next != ':'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Firefox has gone");
            }
            length = length * 10 + next - '0';
        }
        byte[] message = new byte[length];
        in.readFully(message);
        return new String(message, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
